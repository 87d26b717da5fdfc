using ReviewFlow.Application.Reading;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Shared;

/// <summary>What stands around every page.</summary>
/// <param name="Title">Names the page in the tab and in the browser's history; the product's name is added.</param>
/// <param name="Quarter"><c>2026-Q3</c>, or null where a stranger may be reading.</param>
/// <param name="Company"><c>Example Delivery</c>, or null where a stranger may be reading.</param>
/// <param name="Reader">The name of the leader whose session this is; null for a stranger.</param>
/// <param name="DeskUrl">Where "Your desk" leads; null hides it.</param>
/// <param name="Ops">Whom the reader can ask: <c>Olga Peters (olga@example.com)</c>; null for a stranger.</param>
public sealed record Frame(
    string Title,
    string? Quarter = null,
    string? Company = null,
    string? Reader = null,
    string? DeskUrl = null,
    string? Ops = null
);

internal static class Frames
{
    public static Frame Frame(this Reader reader, string title) =>
        reader.Quarter.Frame(title, reader.Person) with
        {
            DeskUrl = Addresses.Desk,
        };

    public static Frame Frame(this FitParticipant reader, string title) =>
        reader.Quarter.Frame(title, new(reader.Name, $"{reader.Id}"));

    /// <summary>For somebody who is signed in.</summary>
    public static Frame Frame(this Quarter quarter, string title, Person? reader) =>
        new(
            title,
            $"{quarter.Id}",
            quarter.Company,
            reader?.Name,
            Ops: quarter.Ops is { } ops && ops.Id != reader?.Id ? $"{ops.Name} ({ops.Email})" : null
        );
}

/// <summary>One page: its model says which component draws it (see <see cref="PageRenderer"/>).</summary>
public abstract record PageModel(Frame Frame)
{
    /// <summary>Where the page is; only of pages with several forms.</summary>
    public string Address { get; init; } = "";

    /// <summary>Which form it shows (see <see cref="FormSlot"/>); null for the one it is for.</summary>
    public string? Act { get; init; }

    /// <summary>The shown form holds a draft of the reader's.</summary>
    public DraftNote? Draft { get; init; }
}

/// <param name="When">Date, time and zone, already formatted.</param>
/// <param name="Kept">What they had typed into fields that are no longer on the page.</param>
public sealed record DraftNote(string When, IReadOnlyList<string> Kept);

/// <summary>Somewhere to go. <paramref name="Url"/> comes from the server, never from what a person typed.</summary>
public sealed record PageLink(string Text, string Url);

/// <summary>
/// Shown once after an action: "Signed. Recorded on 5 October 2026 at 10:12 (Asia/Dubai) as ledger entry 41."
/// </summary>
/// <param name="What"><c>Signed.</c>, <c>Returned.</c>, <c>Withdrawn.</c> or <c>You had signed this
/// already.</c></param>
/// <param name="When">Date, time and zone, already formatted: <c>2026-10-05 at 10:12 (Asia/Dubai)</c>.</param>
/// <param name="Entry">The number of the ledger entry.</param>
/// <param name="Next">The next team that waits for this leader, if any.</param>
public sealed record Receipt(string What, string When, long Entry, PageLink? Next = null);

/// <summary>Why an action was not carried out; stands at the top of the page and is read out at once.</summary>
/// <param name="Headline">One line: <c>Your sign-off was not recorded</c>.</param>
/// <param name="Problems">What to do about it, in the order of the fields.</param>
public sealed record RefusalMessage(string Headline, IReadOnlyList<Problem> Problems)
{
    /// <summary>What the person had typed into fields that are no longer on the page; never lost.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}

/// <param name="Text">One sentence.</param>
/// <param name="Field">The id of the field it is about (<see cref="FieldIds"/>), or null when it is about no
/// field.</param>
public sealed record Problem(string Text, string? Field = null);
