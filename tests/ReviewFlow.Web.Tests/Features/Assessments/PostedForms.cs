using ReviewFlow.Assessments;
using ReviewFlow.Scorecards;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// Sends the steps of an assessment as people do: the page of the team, its form with token and cookie, what was typed.
/// </summary>
internal sealed class PostedForms(RunningProduct product) : IDisposable
{
    private readonly Dictionary<string, Browser> _browsers = [];

    /// <summary>How many forms were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>False where the page of whoever it is has no such form, or they have no way to any page.</summary>
    public async Task<bool> Send(TeamId team, AssessmentCommand command)
    {
        if (!product.RecordingSender.To(command.By.Email).Any())
            return false;
        if (!_browsers.TryGetValue(command.By.Email, out var browser))
            _browsers[command.By.Email] = browser = await product.BrowserOf(command.By.Email);
        var (formAction, typed) = Form(command);
        var page = await browser.Get($"/desk/{team}");
        if (page.Form($"/desk/{team}/{formAction}") is null)
            return false;
        await browser.Post(page, $"/desk/{team}/{formAction}", [.. typed]);
        Sent++;
        return true;
    }

    public void Dispose()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
    }

    private static (string FormAction, IEnumerable<(string Name, string Value)> RejectedForm) Form(
        AssessmentCommand command
    ) =>
        command switch
        {
            AssessmentCommand.Seal c => (
                "seal",
                c.Sheet.Ratings.SelectMany(r =>
                    new[] { ($"rating-{r.Outcome}", Posted(r.Value)), ($"note-{r.Outcome}", r.Note ?? "") }
                )
            ),
            AssessmentCommand.Unseal => ("unseal", []),
            AssessmentCommand.Reconcile c => (
                "settle",
                [
                    .. c.Confirmed.Select(y => ($"answer-{y.Outcome}", "yes")),
                    .. c.Proposed.SelectMany(p =>
                        new[] { ($"rating-{p.Outcome}", Posted(p.Value)), ($"rationale-{p.Outcome}", p.Rationale) }
                    ),
                ]
            ),
            AssessmentCommand.Account c => (
                "settle",
                [
                    .. c.Answers.Select(a => ($"answer-{a.Outcome}", a.Confirmed ? "confirm" : "contest")),
                    .. c.Shares.SelectMany(s =>
                        new[] { ($"share-{s.Outcome}", s.Text ?? ""), ($"change-{s.Outcome}", s.Change ?? "") }
                    ),
                ]
            ),
            AssessmentCommand.ProposeWork c => ("settle", [("meetings", $"{c.Work.Meetings}")]),
            AssessmentCommand.ConfirmWork => ("settle", [("answer", "yes")]),
            _ => throw new InvalidOperationException($"No page has a form for {command.GetType().Name}."),
        };

    private static string Posted(OutcomeStatus value) => value.ToString().ToLowerInvariant();
}
