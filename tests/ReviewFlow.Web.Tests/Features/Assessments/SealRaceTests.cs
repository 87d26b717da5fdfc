using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// Two seats at the same instant, from two desks over one file; and what is left when a commit does not come about.
/// </summary>
public sealed class SealRaceTests : IDisposable
{
    private static readonly TeamId[] Teams = [.. Enumerable.Range(0, 20).Select(i => TeamId.Parse($"team-{i}"))];
    private readonly ProductFixture _house = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_seal_at_the_same_instant_and_both_are_revealed_once_as_they_sealed()
    {
        using var other = await TwoDesks();
        foreach (var team in Teams)
        {
            var review = (await _house.Quarter()).Reviews[team];
            var (product, technology) = (
                JointQuarter.Sheet(review, "mp", $"Product of {team}"),
                JointQuarter.Sheet(review, "pp", $"Technology of {team}")
            );

            var answers = await Together(
                () => _house.Do(team, JointQuarter.Seal(review, Seat.Product, product)),
                () => other.Do(team, JointQuarter.Seal(review, Seat.Technology, technology))
            );

            Assert.All(answers, a => Assert.IsType<CommandResult.Done>(a));
            var revealed = Assert.Single(await Revealed(team));
            Assert.Equal((product, technology), (revealed.Product, revealed.Technology));
        }
        await SafeIsInStep();
        await _house.Audit();
    }

    [Fact]
    public async Task One_takes_back_while_the_other_seals_and_either_both_are_open_or_one_is_sealed()
    {
        using var other = await TwoDesks();
        var (open, closed) = (0, 0);
        foreach (var team in Teams)
        {
            var review = (await _house.Quarter()).Reviews[team];
            var (product, technology) = (
                JointQuarter.Sheet(review, "mp", $"Product of {team}"),
                JointQuarter.Sheet(review, "pp", $"Technology of {team}")
            );
            Assert.IsType<CommandResult.Done>(await _house.Do(team, JointQuarter.Seal(review, Seat.Product, product)));

            var answers = await Together(
                () => _house.Do(team, JointQuarter.Unseal(review, Seat.Product)),
                () => other.Do(team, JointQuarter.Seal(review, Seat.Technology, technology))
            );

            Assert.IsType<CommandResult.Done>(answers[1]);
            if (await Revealed(team) is [var revealed])
            {
                open++;
                Assert.Equal(Refusal.Revealed, Assert.IsType<CommandResult.Refused>(answers[0]).Why);
                Assert.Equal((product, technology), (revealed.Product, revealed.Technology));
            }
            else
            {
                closed++;
                Assert.IsType<CommandResult.Done>(answers[0]);
                Assert.Null((await _house.Quarter()).Reviews[team].Assessment!.Ratings.First);
            }
            await SafeIsInStep();
        }
        Assert.Equal(Teams.Length, open + closed);
        await _house.Audit();
    }

    [Fact]
    public async Task One_seals_others_while_the_partner_seals_and_what_is_revealed_is_what_was_sealed_last()
    {
        using var other = await TwoDesks();
        foreach (var team in Teams)
        {
            var review = (await _house.Quarter()).Reviews[team];
            var (first, second, technology) = (
                JointQuarter.Sheet(review, "mp", "First"),
                JointQuarter.Sheet(review, "xx", "Second"),
                JointQuarter.Sheet(review, "pp", "Technology")
            );
            Assert.IsType<CommandResult.Done>(await _house.Do(team, JointQuarter.Seal(review, Seat.Product, first)));

            var answers = await Together(
                () => _house.Do(team, JointQuarter.Seal(review, Seat.Product, second)),
                () => other.Do(team, JointQuarter.Seal(review, Seat.Technology, technology))
            );

            var revealed = Assert.Single(await Revealed(team));
            Assert.Equal(
                (answers[0] is CommandResult.Done ? second : first, technology),
                (revealed.Product, revealed.Technology)
            );
        }
        await SafeIsInStep();
        await _house.Audit();
    }

    [Fact]
    public async Task A_second_seal_whose_mails_cannot_be_owed_reveals_nothing_and_loses_nothing()
    {
        // The morning of a reminder of the other team, so that the second seal owes mails.
        var morning = TimeSpan.FromDays(5);
        using var twin = await new ProductFixture().Start(
            JointQuarter.Of(("platform", "company"), ("dispatch", "company"))
        );
        var keys = (await twin.Outbox.Due(twin.Now, 100, Stop)).Select(m => m.Key).ToHashSet();
        var review = (await twin.Quarter()).Reviews[SampleRosters.Platform];
        var (product, technology) = (
            JointQuarter.Sheet(review, "mp", "Product"),
            JointQuarter.Sheet(review, "pp", "Technology")
        );
        await twin.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Product, product));
        twin.Time.Advance(morning);
        await twin.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Technology, technology));
        var owed = (await twin.Outbox.Due(twin.Now, 100, Stop)).First(m => !keys.Contains(m.Key));

        await _house.Start(JointQuarter.Of(("platform", "company"), ("dispatch", "company")));
        await _house.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Product, product));
        _house.Time.Advance(morning);
        var before = (await _house.Audit()).Version;
        await _house.Ledger.Commit(new(SampleRosters.Q3, before, [], [owed], [], WakeAt: null, Keys: []), Stop);
        await Assert.ThrowsAnyAsync<OperatorException>(() =>
            _house.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Technology, technology))
        );

        Assert.Equal(before, (await _house.Audit()).Version);
        await SafeIsInStep();
        Assert.Equal(
            product,
            await _house.Get<SealedContent>().Find(await _house.Quarter(), SampleRosters.Platform, Seat.Product, Stop)
        );
    }

    [Fact]
    public async Task What_was_sealed_before_a_power_cut_is_revealed_after_it()
    {
        await _house.Start(JointQuarter.Of(("platform", "company")));
        var review = (await _house.Quarter()).Reviews[SampleRosters.Platform];
        var (product, technology) = (
            JointQuarter.Sheet(review, "mp", "Product"),
            JointQuarter.Sheet(review, "pp", "Technology")
        );
        await _house.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Product, product));

        using var after = new ProductFixture(_house.Folder);
        Assert.IsType<CommandResult.Done>(
            await after.Do(SampleRosters.Platform, JointQuarter.Seal(review, Seat.Technology, technology))
        );
        Assert.Equal(
            (product, technology),
            Assert.Single(await Revealed(SampleRosters.Platform)) is var r ? (r.Product, r.Technology) : default
        );
        await SafeIsInStep();
    }

    public void Dispose() => _house.Dispose();

    private async Task<ProductFixture> TwoDesks()
    {
        await _house.Start(JointQuarter.Of([.. Teams.Select(t => ($"{t}", "company"))]));
        return new ProductFixture(_house.Folder);
    }

    private static async Task<CommandResult[]> Together(params Func<Task<CommandResult>>[] commands)
    {
        using var gate = new Barrier(commands.Length);
        return await Task.WhenAll(
            commands.Select(command =>
                Task.Factory.StartNew(
                        () =>
                        {
                            gate.SignalAndWait(Stop);
                            return command();
                        },
                        Stop,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                    .Unwrap()
            )
        );
    }

    private async Task<RatingsRevealed[]> Revealed(TeamId team) =>
        [.. (await _house.Entries()).Select(e => e.Event).OfType<RatingsRevealed>().Where(e => e.Team == team)];

    /// <summary>What lies in the sealed store is what the ledger says is sealed, and it opens.</summary>
    private async Task SafeIsInStep()
    {
        var quarter = await _house.Quarter();
        var lies = new List<string>();
        foreach (
            var place in Teams
                .Append(SampleRosters.Platform)
                .SelectMany(t => new[] { SealedSlots.Of(t, Seat.Product), SealedSlots.Of(t, Seat.Technology) })
        )
        {
            if (await _house.Get<ISealedStore>().Find(SampleRosters.Q3, place, Stop) is not null)
                lies.Add(place);
        }
        Assert.Equal(SealedSlots.In(quarter).Keys, lies.Order(StringComparer.Ordinal));
        foreach (var review in quarter.InOrder)
        {
            foreach (var seat in Enum.GetValues<Seat>())
                Assert.Equal(
                    review is { Stage: Stage.Assessing, Assessment.IsRevealed: false }
                        && review.Assessment.SealOf(seat) is not null,
                    await _house.Get<SealedContent>().Find(quarter, review.Team, seat, Stop) is not null
                );
        }
    }
}
