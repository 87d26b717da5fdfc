using System.Globalization;
using Microsoft.AspNetCore.Http;
using ReviewFlow.Drafts;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Signing;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Forms;

/// <summary>What a leader's form does. The names stand in addresses and in form tokens.</summary>
internal static class FormAction
{
    public const string SignOff = "sign-off";
    public const string Return = "return";
    public const string Withdraw = "withdraw";
    public const string TakeBackReturn = "take-back-return";

    public const string Seal = "seal";
    public const string Unseal = "unseal";
    public const string Settle = "settle";

    /// <summary>The parts of <see cref="Settle"/>: joint ratings, shares, joint work.</summary>
    public const string Reconcile = "reconcile",
        Account = "account",
        Work = "work";

    public const int MostParts = 3;

    public const string Answer = "answer";
    public const string Pledge = "pledge";
    public const string Confirm = "confirm";

    public const string EndFit = "end";

    public const string FreshLink = "fresh-link";
    public const string EndLinks = "end-links";
    public const string NotMe = "not-me";
    public const string TakeOver = "take-over";
    public const string WithdrawTakeOver = "withdraw-take-over";
    public const string Delegate = "delegate";
    public const string EndDelegation = "end-delegation";

    /// <summary>The forms in which people write, so that each keeps a draft.</summary>
    private static readonly string[] Written =
    [
        Return,
        Withdraw,
        TakeBackReturn,
        Seal,
        Settle,
        Answer,
        Pledge,
        TakeOver,
        Delegate,
    ];

    public static bool IsWritten(string form) => Written.Contains(form);

    /// <summary>Which form of what a request sends; null where nobody writes anything in it.</summary>
    public static DraftPlace? PlaceOf(HttpContext http)
    {
        var (form, of) = (http.Request.Path.Value!.Split('/')[^1], http.Request.RouteValues);
        return !IsWritten(form) ? null
            : TeamId.TryParse(of["team"] as string, null, out var team) ? DraftPlace.Of(team, form)
            : PairId.TryParse(of["pair"] as string, null, out var pair) ? DraftPlace.Of(pair, form)
            : int.TryParse(of["number"] as string, CultureInfo.InvariantCulture, out var fit) ? DraftPlace.Of(fit, form)
            : DraftPlace.OfQuarter(form);
    }

    public static string Of(string formAction, TeamId team) => $"{formAction}/{team}";

    public static string Of(string formAction, PairId pair) => $"partnership-{formAction}/{pair}";

    public static string Of(string formAction, int fit) =>
        string.Create(CultureInfo.InvariantCulture, $"fit-{formAction}/{fit}");

    public static string EndDelegationOf(PersonId stand) => $"{EndDelegation}/{stand}";
}

/// <summary>What a posted form comes to.</summary>
internal abstract record FormResult
{
    private FormResult() { }

    public sealed record Whole(ReviewCommand Command) : FormResult;

    /// <summary>A form of several parts: what was filled in of each, as a command of its own.</summary>
    public sealed record Parts(IReadOnlyList<(string Part, ReviewCommand Command)> Commands) : FormResult;

    /// <summary>Nothing was filled in of a part.</summary>
    /// <param name="Wanted">What could have been; null where nothing is open in it.</param>
    /// <param name="Repeats">Its fields say what stands already.</param>
    public sealed record Untouched(Problem? Wanted, bool Repeats = false) : FormResult;

    /// <summary>Something is missing or too long; in the order of the fields.</summary>
    public sealed record Wanting(IReadOnlyList<Problem> Problems) : FormResult;

    /// <summary>What it speaks of is not as it was when the page was made.</summary>
    public sealed record OutOfDate(string Sentence) : FormResult;

    public static FormResult Of(IReadOnlyList<Problem> problems, Func<ReviewCommand> command) =>
        problems.Count > 0 ? new Wanting(problems) : new Whole(command());
}
