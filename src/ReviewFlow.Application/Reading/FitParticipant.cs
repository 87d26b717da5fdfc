using ReviewFlow.FitConversations;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Reading;

/// <summary>Who reads the page of a fit conversation: one of its two people, who may be nobody on the roster.</summary>
/// <param name="Fits">The conversations of this person in the quarter, with their side; at least one.</param>
public sealed record FitParticipant(Quarter Quarter, PersonId Id, IReadOnlyList<(Fit Fit, FitSide Side)> Fits)
{
    public static FitParticipant? Of(Quarter quarter, PersonId person)
    {
        var own = quarter
            .Fits.Where(f => f.SideOf(person) is not null)
            .Select(f => (f, f.SideOf(person)!.Value))
            .ToArray();
        return own.Length == 0 ? null : new(quarter, person, own);
    }

    public string Name => Fits[^1].Fit[Fits[^1].Side].Name;
}
