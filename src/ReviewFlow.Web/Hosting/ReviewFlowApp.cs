using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Application.Telemetry;
using ReviewFlow.Reports.Rendering;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.FitConversations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Partnerships;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Features.Start;
using ReviewFlow.Web.Features.TakeOvers;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Hosting;

/// <summary>The whole product but for where it stores, mails and runs: both hosts map this one table.</summary>
public sealed class ReviewFlowApp
{
    public const string Health = "/healthz",
        MailHealth = "/healthz/mail";

    private ReviewFlowApp() { }

    /// <summary>
    /// The host adds <see cref="ILedger"/>, <see cref="IOutbox"/>, <see cref="ILinks"/>, <see cref="ISealedStore"/>,
    /// <see cref="IReportArchive"/>, <see cref="IMailSender"/>, <see cref="IAnchorStore"/>, <see cref="LedgerKeys"/>,
    /// <see cref="RowMac"/>, <see cref="OperatorKeys"/> and <see cref="ReviewFlowSettings"/>.
    /// </summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddRouting().AddDataProtection();
        // So that ExceptionResponses answers, and not an empty page
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.WriteIndented = false);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Reports.ReportRenderer>(SkiaReport.Render);
        services.AddSingleton<SecurityLog>();
        services
            .AddSingleton<SealedTextProtector>()
            .AddSingleton<SealedContent>()
            .AddSingleton<DraftStore>()
            .AddSingleton<PartnershipAnswers>()
            .AddSingleton<FitAnswers>();
        services
            .AddSingleton<HeadAnchors>()
            .AddSingleton<LedgerSelfCheck>()
            .AddSingleton<QuarterCache>()
            .AddSingleton<LocalWorkSignal>()
            .AddSingleton<SignInCodes>()
            .AddSingleton<FreshLinks>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<EarlierQuarters>();
        services.TryAddSingleton<IWorkSignal>(s => s.GetRequiredService<LocalWorkSignal>()); // Azure has its own
        services
            .AddSingleton<OutboxComposer>()
            .AddSingleton<MimeMessageBuilder>()
            .AddSingleton<DeadLetters>()
            .AddSingleton<OutboxDispatcher>();
        services.AddSingleton<ReportRelease>().AddSingleton<DueWorkRunner>().AddSingleton<Sweep>();
        services
            .AddSingleton<LinkTokens>()
            .AddSingleton<IssuedLinks>()
            .AddSingleton<SessionCookie>()
            .AddSingleton<FormTokens>()
            .AddSingleton<FormDrafts>()
            .AddSingleton<FailedAttemptLimiter>();
        services
            .AddSingleton<PageRenderer>()
            .AddSingleton<LinkAuthenticator>()
            .AddSingleton<TeamPages>()
            .AddSingleton<FitPages>()
            .AddSingleton<TeamFormHandler>();
    }

    /// <summary>Every page and route of the product.</summary>
    /// <param name="more">What one host has beside the product's own routes.</param>
    public static void Map(IApplicationBuilder app, Action<IEndpointRouteBuilder>? more = null)
    {
        app.UseSessionAddress();
        app.UseRequestSpan();
        app.UseExceptionResponses();
        app.UseOriginCheck();
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapStart();
            routes.MapMethods(Health, ["GET", "HEAD"], async (ILedger ledger, CancellationToken cancellationToken) =>
            {
                await ledger.NextWake(cancellationToken);
                return TypedResults.Text("ok");
            });
            routes.MapMethods(MailHealth, ["GET", "HEAD"], Hosting.MailHealth.Ask);
            routes.MapLinks();
            routes.MapEndLinks();
            routes.MapHome();
            var acts = routes.MapGroup("");
            acts.AddEndpointFilter<ProvenBrowserFilter>();
            acts.AddEndpointFilter<DraftFilter>();
            acts.MapSigning();
            acts.MapPartnerships();
            acts.MapFits();
            acts.MapTakeOver();
            acts.MapDelegations();
            acts.MapAssessment();
            routes.MapQuarterApi();
            more?.Invoke(routes);
        });
    }
}
