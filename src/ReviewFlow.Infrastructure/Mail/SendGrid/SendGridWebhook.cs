using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>How a host takes SendGrid in: one line that adds it, one that maps its webhook.</summary>
public static class SendGridWebhook
{
    public const string Address = "/webhooks/sendgrid";

    /// <summary>SendGrid sends at most 768 KB of events at once.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>The sender and, where the webhook's public key is configured, what takes its events.</summary>
    /// <exception cref="OperatorException">The webhook's public key is none.</exception>
    public static IServiceCollection AddSendGrid(this IServiceCollection services, SendGridSettings settings)
    {
        services.AddSingleton<IMailSender>(s => new SendGridSender(settings, s.GetRequiredService<TimeProvider>()));
        return settings.WebhookPublicKey is { } key
            ? services.AddSingleton(new SendGridSignature(key)).AddSingleton<SendGridEvents>()
            : services;
    }

    /// <summary>Maps nothing where no public key is configured: there is no unsigned door.</summary>
    public static void MapSendGrid(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SendGridEvents>() is not null)
            routes.MapPost(Address, Take);
    }

    /// <summary>
    /// 204 when all of it is recorded; 403 when SendGrid did not sign it; what fails on our side is 503, and SendGrid
    /// comes again.
    /// </summary>
    private static async Task<IResult> Take(
        HttpRequest request,
        SendGridEvents events,
        CancellationToken cancellationToken
    )
    {
        if (await Body(request, cancellationToken) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        return await events.Take(
            request.Headers[SendGridSignature.TimestampHeader],
            request.Headers[SendGridSignature.SignatureHeader],
            body,
            cancellationToken
        )
            ? TypedResults.NoContent()
            : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var piece = new byte[16384];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancellationToken)) > 0)
        {
            body.Write(piece, 0, read);
            if (body.Length > MaxBytes)
                return null;
        }
        return body.ToArray();
    }
}
