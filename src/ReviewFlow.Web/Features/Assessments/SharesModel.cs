using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Each organisation's share in an outcome that is not met, as the two see it while they write.</summary>
public sealed record OutcomeShares(
    string Id,
    string Metric,
    OutcomeStatus Joint,
    ShareSide Yours,
    ShareFields? Write,
    ShareSide Partners,
    AnswerFields? Answer
);

/// <param name="Words">Null where nothing is written yet.</param>
/// <param name="Reason">Why the other side contests it, or confirms that there is none.</param>
public sealed record ShareSide(ShareState State, ShareWords? Words = null, string? Reason = null);

public enum ShareState
{
    NotWritten,
    Waits,
    Contested,
    Confirmed,
}

/// <summary>A share with what will change, or why there is none.</summary>
public sealed record ShareWords(string? Text, string? Change, string? NoneBecause);

public sealed record ShareFields(Words Share, Words Change, Tick None, Words Because);

/// <param name="Digest">Of the partner's words on the page.</param>
public sealed record AnswerFields(string DigestName, string Digest, Choice Answer, Words Why);
