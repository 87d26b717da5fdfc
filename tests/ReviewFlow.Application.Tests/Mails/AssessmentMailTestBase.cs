using System.Text.Json;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Pairs;
using ReviewFlow.Reports.Tests;
using ReviewFlow.Rosters;
using ReviewFlow.Scorecards;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Mails;

/// <summary>The mails of a jointly assessed quarter, played command by command.</summary>
public abstract class AssessmentMailTestBase : IDisposable
{
    private protected ProductFixture Fixture { get; } = new();

    private protected readonly JointPlay _play = new(
        JointRoster(("checkout", "market"), ("dispatch", "logistics"), ("platform", "company")),
        SampleRosters.Start
    );

    public void Dispose()
    {
        Fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the last commit owed.</summary>
    /// <summary>The mails of the last commit, besides receipts.</summary>
    private protected Mailed[] Last() => [.. Of(_play.Commits[^1]).Where(m => m.Kind != "receipt")];

    private protected IEnumerable<Mailed> Mails() => _play.Commits.SelectMany(Of);

    private protected IEnumerable<Mailed> Of(JointPlay.Commit commit) =>
        from owed in Fixture
            .Get<OutboxComposer>()
            .Compose(SampleRosters.Q3, commit.Before, commit.Events, commit.At)
            .Mails
        let mail = JsonSerializer.Deserialize<RenderedMail>(owed.Mail.Content)!
        select new Mailed(
            owed.Mail.Key.Split('/')[2],
            owed.Mail.To.Email,
            mail.Subject,
            $"{mail.Subject}\n{string.Concat(mail.Text).ReplaceLineEndings(" ")}\n{string.Concat(mail.Html)}"
        );

    private protected sealed record Mailed(string Kind, string To, string Subject, string Words);

    private protected static Roster JointRoster(params (string Team, string Pair)[] teams)
    {
        var json = SampleRosters.Json(teams);
        json.Remove("assessment");
        return RosterReader.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Roster!;
    }
}
