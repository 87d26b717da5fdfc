using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>What every sealed store must do.</summary>
public abstract class SealedStoreComplianceTests(StoreUnderTest store) : StoreComplianceTestBase(store)
{
    [Fact]
    public async Task Where_nothing_was_laid_nothing_is_found()
    {
        var store = await Fresh();
        Assert.Null(await store.Safe.Find(Q3, Place, Stop));

        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, "sealed")] }, Stop);
        Assert.Null(await store.Safe.Find(Q3, "ratings/checkout/technology", Stop));
        Assert.Null(await store.Safe.Find(Q3, "ratings/checkout", Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CfDJ8 é \u0000 \ud83d\ude00\r\n'\"")]
    public async Task A_text_is_found_as_it_was_committed(string text)
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                SealedWrites = [new(Place, text), new("ratings/checkout/technology", "other")],
            },
            Stop
        );

        Assert.Equal(text, await store.Safe.Find(Q3, Place, Stop));
        Assert.Equal("other", await store.Safe.Find(Q3, "ratings/checkout/technology", Stop));
    }

    [Fact]
    public async Task A_text_of_300_KB_is_found_whole()
    {
        var store = await Fresh();
        var text = Sealed(300_000);
        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, text)] }, Stop);

        Assert.Equal(text, await store.Safe.Find(Q3, Place, Stop));
    }

    [Fact]
    public async Task Two_places_with_long_names_that_differ_at_their_end_are_two_places()
    {
        var store = await Fresh();
        var name = $"ratings/{new string('a', 2000)}/";
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                SealedWrites = [new(name + "product", "one"), new(name + "technology", "two")],
            },
            Stop
        );
        await store.Ledger.Commit(Of(4, Longer(1)) with { SealedWrites = [new(name + "product", null)] }, Stop);

        Assert.Null(await store.Safe.Find(Q3, name + "product", Stop));
        Assert.Equal("two", await store.Safe.Find(Q3, name + "technology", Stop));
    }

    [Fact]
    public async Task The_same_place_of_another_quarter_holds_another_text()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, "third")] }, Stop);
        await store.Ledger.Commit(Of(0, Started()) with { Quarter = Q4, SealedWrites = [new(Place, "fourth")] }, Stop);
        Assert.Equal("third", await store.Safe.Find(Q3, Place, Stop));

        await store.Ledger.Commit(Of(4, Longer(1)) with { SealedWrites = [new(Place, null)] }, Stop);
        Assert.Null(await store.Safe.Find(Q3, Place, Stop));
        Assert.Equal("fourth", await store.Safe.Find(Q4, Place, Stop));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(700)]
    [InlineData(3_000)]
    [InlineData(300_000)]
    public async Task What_is_replaced_or_taken_out_is_gone_from_what_the_store_keeps(int length)
    {
        var store = await Fresh();
        var (first, second) = (Repeated(length), Repeated(length));
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                SealedWrites = [new(Place, first), new("ratings/checkout/technology", "stays, every word")],
            },
            Stop
        );
        Assert.True(await Keeps(first[..20]), "It would not be found where it is.");

        await store.Ledger.Commit(Of(4, Longer(1)) with { SealedWrites = [new(Place, second)] }, Stop);
        Assert.Equal(second, await store.Safe.Find(Q3, Place, Stop));
        Assert.Equal((false, true), (await Keeps(first[..20]), await Keeps(second[..20])));

        await store.Ledger.Commit(Of(5, Longer(2)) with { SealedWrites = [new(Place, null)] }, Stop);
        Assert.Null(await store.Safe.Find(Q3, Place, Stop));
        Assert.Equal((false, true), (await Keeps(second[..20]), await Keeps("stays, every word")));
    }

    [Fact]
    public async Task A_long_text_that_is_replaced_by_a_short_one_leaves_nothing_of_itself()
    {
        var store = await Fresh();
        var text = Repeated(300_000);
        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, text)] }, Stop);
        await store.Ledger.Commit(Of(4, Longer(1)) with { SealedWrites = [new(Place, "short")] }, Stop);

        Assert.Equal("short", await store.Safe.Find(Q3, Place, Stop));
        Assert.False(await Keeps(text[..20]));
    }

    [Fact]
    public async Task Taking_out_what_is_not_there_is_no_error_and_the_rest_is_written()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, "sealed")] }, Stop);

        for (var version = 4; version < 6; version++)
            Assert.Equal(
                Written,
                await store.Ledger.Commit(
                    Of(version, Longer(version)) with
                    {
                        SealedWrites = [new("never/there", null), new(Place, null), new("new", "laid")],
                    },
                    Stop
                )
            );

        Assert.Null(await store.Safe.Find(Q3, Place, Stop));
        Assert.Equal("laid", await store.Safe.Find(Q3, "new", Stop));
        Assert.Equal(6, (await store.Ledger.Head(Q3, Stop))!.Version);
    }

    [Fact]
    public async Task A_text_that_was_taken_out_can_be_laid_in_again()
    {
        var store = await Fresh();
        await store.Ledger.Commit(Of(0, Started()) with { SealedWrites = [new(Place, "first")] }, Stop);
        await store.Ledger.Commit(Of(4, Longer(1)) with { SealedWrites = [new(Place, null)] }, Stop);
        await store.Ledger.Commit(Of(5, Longer(2)) with { SealedWrites = [new(Place, "second")] }, Stop);

        Assert.Equal("second", await store.Safe.Find(Q3, Place, Stop));
    }

    [Fact]
    public async Task A_commit_that_lost_the_race_neither_lays_in_nor_replaces_nor_takes_out()
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                SealedWrites = [new("kept", "first"), new("also kept", "second")],
            },
            Stop
        );

        Assert.Equal(Conflict, await store.Ledger.Commit(Of(3, Longer(1)) with { SealedWrites = ThreeKinds }, Stop));

        await IsAsItWas(store);
    }

    [Fact]
    public async Task A_commit_under_a_key_that_was_spent_neither_lays_in_nor_replaces_nor_takes_out()
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Keys = ["form/1"],
                SealedWrites = [new("kept", "first"), new("also kept", "second")],
            },
            Stop
        );

        Assert.IsType<CommitAnswer.Repeated>(
            await store.Ledger.Commit(Of(4, Longer(1)) with { Keys = ["form/1"], SealedWrites = ThreeKinds }, Stop)
        );

        await IsAsItWas(store);
    }

    [Fact]
    public async Task Where_a_mail_of_a_commit_cannot_be_written_the_safe_is_as_it_was()
    {
        var store = await Fresh();
        await store.Ledger.Commit(
            Of(0, Started()) with
            {
                Mails = [Mail("old")],
                SealedWrites = [new("kept", "first"), new("also kept", "second")],
            },
            Stop
        );

        await Assert.ThrowsAnyAsync<Exception>(() =>
            store.Ledger.Commit(Of(4, Longer(1)) with { Mails = [Mail("old")], SealedWrites = ThreeKinds }, Stop)
        );

        await IsAsItWas(store);
    }

    [Fact]
    public void A_commit_cannot_name_a_place_twice() =>
        Assert.Throws<ArgumentException>(() =>
            (Of(0) with { SealedWrites = [new(Place, "one"), new(Place, null)] }).Behind([])
        );

    private static SealedWrite[] ThreeKinds => [new("laid in", "new"), new("kept", "other"), new("also kept", null)];

    private static async Task IsAsItWas(Store store)
    {
        Assert.Equal(4, (await store.Ledger.Head(Q3, Stop))!.Version);
        Assert.Equal(
            (null, "first", "second"),
            (
                await store.Safe.Find(Q3, "laid in", Stop),
                await store.Safe.Find(Q3, "kept", Stop),
                await store.Safe.Find(Q3, "also kept", Stop)
            )
        );
    }
}
