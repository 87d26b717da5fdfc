using ReviewFlow.Assessments;
using ReviewFlow.Signing;
using ReviewFlow.Web.Features.Assessments;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>The names under which the forms post. Endpoints read these and nothing else.</summary>
public static class Fields
{
    /// <summary>The one-time form token, bound to a cookie.</summary>
    public const string Token = "token";

    /// <summary>The full review hash the person was looking at.</summary>
    public const string Hash = "hash";

    /// <summary>The deliberate choice before a sign-off; posts <see cref="Yes"/> or nothing.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Why something is returned or withdrawn.</summary>
    public const string Reason = ReasonInput.Field;

    /// <summary>A pair's joint commitment.</summary>
    public const string Pledge = Partnerships.Pledge.Field;

    public const string Yes = "yes";

    /// <summary>The round of the joint assessment that a form was made for.</summary>
    public const string Round = "round";

    // What is asked of each outcome has the outcome's id behind it: Of(Rating, "refund-time") is "rating-refund-time".

    /// <summary>Posts <c>met</c>, <c>partly</c> or <c>missed</c>.</summary>
    public const string Rating = AssessmentFields.Rating;

    public const string Note = AssessmentFields.Note;

    /// <summary>The joint rationale of a proposed joint rating.</summary>
    public const string Rationale = AssessmentFields.Rationale;

    /// <summary>
    /// To what the partner wrote: <see cref="Yes"/> or <see cref="Otherwise"/>, to a share <see cref="Confirm"/> or
    /// <see cref="Contest"/>.
    /// </summary>
    public const string Answer = AssessmentFields.Answer;

    public const string Otherwise = "otherwise";
    public const string Confirm = "confirm";
    public const string Contest = "contest";

    /// <summary>The digest of the words on the page, so that an answer is one to exactly these.</summary>
    public const string Digest = "digest";

    /// <summary>The own organisation's share, what it will change, that it has none, and why not.</summary>
    public const string Share = AssessmentFields.Share,
        Change = AssessmentFields.Change,
        None = AssessmentFields.None,
        Because = AssessmentFields.Because;

    /// <summary>Why a share is contested, or confirmed where the partner says that there is none.</summary>
    public const string Why = AssessmentFields.Why;

    /// <summary>How many joint meetings were held.</summary>
    public const string Meetings = AssessmentFields.Meetings;

    /// <summary>One event over the wall, the first is number 1: <c>wall-1-kind</c>.</summary>
    public const string Wall = AssessmentFields.Wall,
        WallOutcome = AssessmentFields.WallOutcome,
        WallKind = AssessmentFields.WallKind,
        WallDays = AssessmentFields.WallDays,
        WallChange = AssessmentFields.WallChange;

    public static string Of(string field, string outcome) => $"{field}-{outcome}";

    public static string OfWall(int number, string field) => AssessmentFields.OfWall(number, field);

    /// <summary>Whether a field holds a person's own words.</summary>
    internal static bool HoldsWords(string name) =>
        name == Reason
        || (
            name.StartsWith(Wall + "-", StringComparison.Ordinal)
            && name.EndsWith("-" + WallChange, StringComparison.Ordinal)
        )
        || Array.Exists([Note, Rationale, Share, Change, Because, Why, Words], f =>
            name.StartsWith(f + "-", StringComparison.Ordinal)
        );

    /// <summary>Whether a field holds something that a person typed, and does not want to type again.</summary>
    internal static bool IsTyped(string name) =>
        HoldsWords(name) || name is Pledge or DelegationFields.Name or DelegationFields.Email;

    /// <summary>
    /// Whether a draft holds it: what was written, with the choices beside it. Never a yes to anything, and no yes to
    /// words of a partner that may be others by then.
    /// </summary>
    internal static bool IsDrafted(string name) =>
        IsTyped(name)
        || name is Meetings or DelegationFields.From or DelegationFields.Until
        || Array.Exists([Rating, None, Alike, Wall], f => name.StartsWith(f + "-", StringComparison.Ordinal));

    /// <summary>Pressed in place of sending: keeps a draft.</summary>
    public const string KeepDraft = "keep-draft";

    /// <summary>
    /// What one of the two of a fit conversation thinks of a topic, and how alike they expect to see it:
    /// <c>words-culture</c>.
    /// </summary>
    public const string Words = "words",
        Alike = "alike";

    /// <summary>The deliberate choice before something is deleted; posts <see cref="Yes"/> or nothing.</summary>
    public const string Sure = "sure";
}

/// <summary>Where an entry of the refusal's summary leads: the id of a field.</summary>
public static class FieldIds
{
    public const string Confirmed = "sign-off-confirmed";
    public const string ReturnReason = "return-reason";
    public const string WithdrawReason = "withdraw-reason";
    public const string TakeBackReason = "take-back-reason";
    public const string Pledge = "pledge-text";

    /// <summary>Puts each problem at its field.</summary>
    /// <param name="reason">The id of the form's reason, if it has one.</param>
    internal static IEnumerable<Problem> Placed(this IEnumerable<FieldProblem> problems, string? reason = null) =>
        problems.Select(p => new Problem(p.Sentence, p.Field == Fields.Reason ? reason : IdOf(p.Field)));

    // Radio buttons are reached at their first one; every other field's id is its name.
    private static string IdOf(string field) =>
        field.StartsWith(Fields.Rating + "-", StringComparison.Ordinal) ? Choice.FirstId(field, Ratings.Options)
        : field.StartsWith(Fields.Answer + "-", StringComparison.Ordinal) ? Choice.FirstId(field, ShareView.Answers)
        : field;
}
