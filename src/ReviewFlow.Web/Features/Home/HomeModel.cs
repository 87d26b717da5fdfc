using ReviewFlow.Application.Reading;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Home;

/// <summary>A leader's desk: what waits for them, what waits on others, what is done.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Seats">The seats this leader holds: <c>Product, Marketplace</c>. Usually one.</param>
/// <param name="Stage">Where the whole quarter stands.</param>
/// <param name="Progress">How many teams are signed by every pair on their path.</param>
/// <param name="Due">The day sign-offs are due; null when nothing is due any more.</param>
/// <param name="WaitsForYou">In the order they should be read; the first is where "Start" leads.</param>
/// <param name="WaitsOnOthers">Teams on this leader's paths that wait on the partner, a pair, or ops.</param>
/// <param name="Done">Teams of this leader that every pair on the path has signed, and voided ones.</param>
/// <param name="Report">The leader's own copy; only when released.</param>
/// <param name="VoidReason">Why the quarter was voided; only when voided.</param>
/// <param name="EndLinks">Ends every link of this leader.</param>
/// <param name="Checks">This leader's partnership checks; null where the quarter has none.</param>
public sealed record HomeModel(
    Frame Frame,
    IReadOnlyList<string> Seats,
    HomeStage Stage,
    Progress Progress,
    DueDay? Due,
    IReadOnlyList<HomeTeam> WaitsForYou,
    IReadOnlyList<HomeTeam> WaitsOnOthers,
    IReadOnlyList<HomeTeam> Done,
    ReportFile? Report = null,
    string? VoidReason = null,
    EndLinksForm? EndLinks = null,
    IReadOnlyList<HomeCheck>? Checks = null
) : PageModel(Frame)
{
    /// <summary>For whom this reader acts, besides themselves.</summary>
    public IReadOnlyList<ActingFor> StandsInFor { get; init; } = [];

    /// <summary>Only on a leader's own desk, and only while the quarter is open.</summary>
    public DelegationModel? Away { get; init; }

    /// <summary>After an action.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>After an action that was not carried out.</summary>
    public RefusalMessage? Refusal { get; init; }
}

/// <summary>The partnership check of a pair this leader is one of the two of.</summary>
/// <param name="Pair">The pair's name.</param>
/// <param name="Url">Its page.</param>
/// <param name="Stands">One sentence.</param>
public sealed record HomeCheck(string Pair, string Url, string Stands);

public enum HomeStage
{
    /// <summary>Sign-offs are being collected.</summary>
    Signing,

    /// <summary>Every team is signed by every pair on its path and the report was released.</summary>
    Released,

    /// <summary>Ops ended the quarter without a report.</summary>
    Voided,
}

/// <summary>One team in one of the desk's lists.</summary>
/// <param name="Name">Team name, as the company wrote it.</param>
/// <param name="Url">Its page.</param>
/// <param name="Pair">The team's own pair: <c>Marketplace</c>.</param>
/// <param name="Why">One sentence: <c>Your partner has signed.</c></param>
/// <param name="Counts">Null for a voided team.</param>
/// <param name="Due">Already formatted; null where nothing is due.</param>
/// <param name="PastDue">The due day is over; the page says so in a word.</param>
/// <param name="ActingAs">Which of several seats, or on whose behalf; null when there is only one answer.</param>
public sealed record HomeTeam(
    string Name,
    string Url,
    string Pair,
    string Why,
    Counts? Counts,
    string? Due = null,
    bool PastDue = false,
    string? ActingAs = null
);

/// <summary>How a team's outcomes stand.</summary>
public sealed record Counts(int Met, int Partly, int Missed);
