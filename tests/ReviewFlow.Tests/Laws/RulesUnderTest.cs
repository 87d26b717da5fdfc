using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Laws;

/// <summary>The rules as the laws see them; a planted bug replaces one of them.</summary>
internal sealed record RulesUnderTest(
    Func<Quarter?, QuarterCommand, Instant, Decision> Decide,
    Func<Quarter?, QuarterEvent, Quarter> Evolve,
    Func<Quarter, ImmutableArray<Obstacle>> Guard,
    Func<Quarter?, QuarterEvent, Quarter, IEnumerable<Notice>> Owed
)
{
    public static RulesUnderTest Real { get; } =
        new(
            (quarter, command, at) => QuarterRules.Decide(quarter, SampleRosters.Q3, command, at),
            (quarter, happened) => QuarterRules.Evolve(quarter, SampleRosters.Q3, happened),
            ReleaseGuard.Check,
            Notices.Owed
        );
}
