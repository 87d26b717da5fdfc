using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using Wording = ReviewFlow.Reports.Wording;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>Who reads a page: the person a link belongs to, as the quarter's roster knows them.</summary>
internal sealed record Reader(Quarter Quarter, Person Person)
{
    public PersonId Id => Person.Id;

    public IReadOnlyList<SeatOf> Seats => Quarter.Pairs.SeatsOf(Id);

    public Frame Frame(string title) => new(title, Quarter.Id.ToString(), Quarter.Company, Person.Name, Addresses.Desk);

    /// <summary>The leader behind a link; null when the roster no longer names them.</summary>
    public static Reader? Leader(Quarter quarter, PersonId id) =>
        quarter.Pairs.Leaders.FirstOrDefault(p => p.Id == id) is { } person ? new(quarter, person) : null;

    public static string Name(SeatOf seat) => $"{seat.Seat}, {Wording.Of(seat.Pair)}";
}
