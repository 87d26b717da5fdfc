using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Assessments;
using ReviewFlow.Delegations;
using ReviewFlow.FitConversations;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Text;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Api;

/// <summary>
/// Whether both leaders of a pair have answered its partnership check. Answers are nobody's but theirs.
/// </summary>
/// <param name="Check"><c>done</c> or <c>notDone</c>.</param>
/// <param name="Commitment">The joint commitment that both agreed on.</param>
public sealed record PartnershipStatus(string Pair, string Check, string? Commitment)
{
    public static IReadOnlyList<PartnershipStatus> Of(Quarter quarter) =>
        quarter.Assessment == AssessmentMode.Joint
            ?
            [
                .. from pair in quarter.Pairs.All
                let check = quarter.PartnershipOf(pair.Id)
                select new PartnershipStatus(
                    pair.Id.ToString(),
                    check.IsRevealed ? "done" : "notDone",
                    check.Pledge?.Text
                ),
            ]
            : [];
}

/// <summary>How far a fit conversation is. What was answered is nobody's but the two people's.</summary>
/// <param name="Number">1, 2, 3 … in this quarter; <c>POST …/fits/{number}/end</c> ends it.</param>
/// <param name="Stage"><c>started</c>, <c>revealed</c> (to the two) or <c>ended</c>.</param>
public sealed record FitStatus(int Number, string Stage, FitPersonStatus One, FitPersonStatus Other)
{
    public static FitStatus Of(FitConversation fit) =>
        new(
            fit.Number,
            fit.Ended is not null ? "ended"
                : fit.IsRevealed ? "revealed"
                : "started",
            Person(fit, FitSide.One),
            Person(fit, FitSide.Other)
        );

    private static FitPersonStatus Person(FitConversation fit, FitSide side) =>
        new(fit[side].Name, fit[side].Email, fit.SealOf(side) is not null);
}

public sealed record FitPersonStatus(string Name, string Email, bool Answered);

/// <summary>A person whose mail came back; why is in the ledger.</summary>
public sealed record UnreachedStatus(string Name, string Email);

public sealed record ReleaseStatus(string At, string Sha256, int Pages, long Bytes);

/// <summary>What a verb answers.</summary>
/// <param name="Changed">False where it was so already.</param>
/// <param name="Warnings">What kept nothing from being done and wants a look, such as two people of one name.</param>
public sealed record VerbAnswer(
    string Quarter,
    bool Changed,
    long Version,
    IReadOnlyList<Problem> Warnings,
    int MoreWarnings
)
{
    internal static VerbAnswer Of(string quarter, bool changed, long version, Findings warnings) =>
        new(quarter, changed, version, warnings, warnings.More);

    /// <summary>Not there where nothing waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitStatus? Waits { get; init; }
}

/// <summary>What an operator asked for and another one has to agree to.</summary>
/// <param name="Verb">As <c>ReviewFlow__FourEyes</c> calls it.</param>
/// <param name="Operator">Who asked.</param>
/// <param name="Until">From then on it is as if nobody had asked.</param>
public sealed record WaitStatus(
    string Verb,
    string Operator,
    string? Reason,
    string Since,
    string Until,
    string Sentence
)
{
    /// <summary>Null where the call does not wait, because it was carried out or there was nothing to do.</summary>
    internal static WaitStatus? Of(Quarter quarter, FourEyesCall call, Instant at)
    {
        var open = FourEyes.OpenAt(quarter, at).Where(a => a.Verb == call.Verb).ToArray();
        if (open.FirstOrDefault(a => a.Command == call.Command) is not { } mine)
            return null;
        var other = open.FirstOrDefault(a => a.Command != call.Command && a.Operator != mine.Operator);
        var waits = Of(mine);
        return other?.Reason is { } reason
            ? waits with
            {
                Sentence =
                    waits.Sentence
                    + " "
                    + ApiTexts.SecondOperatorOtherReason.With(new { name = other.Operator, reason }),
            }
            : waits;
    }

    internal static WaitStatus Of(SecondOperatorAsked asked)
    {
        var until = asked.At + FourEyes.Window;
        var shown = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm").Format(until);
        return new(
            QuarterStatus.Name(asked.Verb),
            asked.Operator,
            asked.Reason,
            QuarterStatus.Text(asked.At),
            QuarterStatus.Text(until),
            ApiTexts.SecondOperatorNeeded.With(new { name = asked.Operator, until = shown })
        );
    }
}
