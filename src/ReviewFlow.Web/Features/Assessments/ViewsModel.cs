using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Features.Assessments;

/// <summary>Both views of one outcome, on the way to one.</summary>
/// <param name="Id">The outcome's id, for the ids of elements.</param>
/// <param name="Joint">What both agreed on.</param>
/// <param name="Standing">What one proposed and the other has not agreed to yet.</param>
/// <param name="Fields">Present as long as there is no joint rating.</param>
public sealed record OutcomeViews(
    string Id,
    OutcomeModel Outcome,
    View You,
    View Partner,
    RatingWords? Joint = null,
    StandingProposal? Standing = null,
    GapFields? Fields = null
)
{
    public bool Differ => You.Rating != Partner.Rating;
}

public sealed record View(OutcomeStatus Rating, string? Note);

/// <param name="Rationale">Null where both held the same view.</param>
public sealed record RatingWords(OutcomeStatus Rating, string? Rationale);

public sealed record StandingProposal(bool IsYours, RatingWords Rating);

/// <param name="Digest">Of the proposal on the page; empty where there is none.</param>
/// <param name="Answer">Present where the partner has proposed.</param>
public sealed record GapFields(string DigestName, string Digest, Choice? Answer, Choice Rating, Words Rationale);
