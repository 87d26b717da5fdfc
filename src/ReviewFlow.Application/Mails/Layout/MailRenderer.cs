using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReviewFlow.Application.Outbox;

namespace ReviewFlow.Application.Mails.Layout;

/// <summary>Renders a mail as HTML, drawn by <see cref="MailLayout"/>, and as plain text.</summary>
public static class MailRenderer
{
    /// <summary>
    /// Drawn by <see cref="MailButton"/> where the link belongs. Components encode this character in every text, so
    /// that nothing but a button can draw it as it is.
    /// </summary>
    internal const char LinkPlace = '\u0001';

    // A mail is drawn from its own data alone.
    private static readonly ServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    /// <summary>The link belongs between each two of the pieces.</summary>
    public static RenderedMail Render(MailContent mail) =>
        new(mail.Subject, Html(mail).Split(LinkPlace), MailText.Render(mail));

    private static string Html(MailContent mail)
    {
        // A renderer keeps every component it ever drew; one per mail lets go of them.
        using var renderer = new HtmlRenderer(NoServices, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(MailLayout.Mail)] = mail }
        );
        // No component of a mail awaits anything, so the task is complete at once.
        return renderer
            .Dispatcher.InvokeAsync(() => renderer.BeginRenderingComponent<MailLayout>(parameters).ToHtmlString())
            .GetAwaiter()
            .GetResult();
    }
}
