using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>
/// What Azure Table Storage takes: 100 rows and 4 MiB in a transaction, 64 KiB in a property, 1 MiB in a row, 1,000
/// rows in an answer.
/// </summary>
public sealed class TableLimitsTests(Azurite azurite) : IDisposable
{
    private readonly TempFolder _folder = new();
    private SigningKey? _key;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SigningKey Key => _key ??= SigningKey.OpenOrCreate(_folder.Path);

    [Theory]
    [InlineData(32)] // head, entries, key and 32 × 3 rows are 99
    [InlineData(33)] // one more leader would make 102
    [InlineData(80)]
    public async Task However_many_mails_a_commit_owes_it_is_one_transaction_and_each_is_owed_once(int leaders)
    {
        await using var weather = await FaultyTransport.Before((await azurite.Up()).Tables);
        var table = await azurite.Table(weather.Address);
        var commit = Started().WithLetters(leaders, Invitation) with { Key = "form/1" };

        Assert.Equal(CommitAnswer.Written, await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(1 + 1, weather.Transactions); // where the links lie, then the commit
        Assert.Equal(
            commit.Mails.OrderBy(m => m.Key, StringComparer.Ordinal),
            await new TableOutbox(table).Due(Start, 1000, Stop)
        );
        Assert.Equal(leaders, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
        Assert.Equal(commit.Links[^1], await new TableLinks(table).Find(commit.Links[^1].TokenHash, Stop));
    }

    [Fact]
    public async Task Five_hundred_teams_and_eleven_hundred_leaders_start_in_one_transaction_and_are_counted_over_more_than_one_page()
    {
        await using var weather = await FaultyTransport.Before((await azurite.Up()).Tables);
        var table = await azurite.Table(weather.Address);
        var (ledger, outbox) = (new TableLedger(table, Key), new TableOutbox(table));
        var started = Started();
        var commit = (
            started with
            {
                Events =
                [
                    .. started.Events,
                    .. Enumerable.Range(0, 500).Select(i => Longer($"{i} {new string('x', 3000)}")),
                ],
            }
        ).WithLetters(1100, Invitation);

        Assert.Equal(CommitAnswer.Written, await ledger.Commit(commit, Stop));
        Assert.Equal(11 + 1, weather.Transactions);
        Assert.Equal(
            504,
            LedgerAudit.Walk(Q3, await ledger.Read(Q3, 0, Stop), await ledger.Head(Q3, Stop), Key.Verifies).Version
        );

        // A link is found while it still lies in the parcel, and asking for it unpacks everything.
        Assert.Equal(commit.Links[700], await new TableLinks(table).Find(commit.Links[700].TokenHash, Stop));
        Assert.Equal(
            (0, 1100, 0),
            await outbox.Count(Q3, Stop) is var count
                ? (count.Delivered, count.Owed, count.DeadLettered.Count)
                : default
        );
        Assert.Equal(
            commit.Mails.Select(m => m.Key).Order(StringComparer.Ordinal),
            (await outbox.Due(Start, 2000, Stop)).Select(m => m.Key)
        );
    }

    [Fact]
    public async Task The_largest_roster_starts_in_one_transaction_with_the_letters_of_the_post_room()
    {
        await using var weather = await FaultyTransport.Before((await azurite.Up()).Tables);
        var table = await azurite.Table(weather.Address);
        var outbox = new TableOutbox(table);
        var post = new OutboxComposer(
            outbox,
            new LinkTokens(new EphemeralDataProtectionProvider()),
            RowMac.OfBase64(new string('A', 43) + "="),
            new ReviewFlowSettings { PublicUrl = new("https://reviews.example.com") },
            TimeProvider.System
        );
        var roster = Largest();
        var started = (
            (Decision.Accepted)QuarterRules.Decide(null, Q3, new QuarterCommand.Start(roster), Start)
        ).Events;
        var (_, mails) = post.Compose(Q3, null, started, Start);

        var commit = new Commit(
            Q3,
            0,
            started,
            [.. mails.Select(m => m.Mail)],
            [.. mails.Select(m => m.Link)],
            WakeAt: Start,
            Key: null
        );
        Assert.Equal(CommitAnswer.Written, await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(10 + 1, weather.Transactions);
        Assert.Equal(started.Length, (await new TableLedger(table, Key).Head(Q3, Stop))!.Version);
        Assert.Equal(1000, (await outbox.Count(Q3, Stop)).Owed);
    }

    [Fact]
    public async Task What_waits_in_a_parcel_can_be_found_delivered_and_counted_without_anybody_unpacking_it_first()
    {
        var commit = Started().WithLetters(40, Invitation);

        var (links, delivery, next) = (await Parcelled(commit), await Parcelled(commit), await Parcelled(commit));
        Assert.Equal(LinkTo(7), await new TableLinks(links).Find(LinkTo(7).TokenHash, Stop));

        Assert.Equal(
            commit.Mails.Select(m => (m.TokenDigest, m.Mac)).Order(),
            (await new TableOutbox(delivery).Due(Start, 40, Stop)).Select(m => (m.TokenDigest, m.Mac)).Order()
        );
        await new TableOutbox(delivery).Delivered(commit.Mails[5].Key, Start, Stop);
        Assert.Equal(
            (1, 39),
            await new TableOutbox(delivery).Count(Q3, Stop) is var count ? (count.Delivered, count.Owed) : default
        );

        Assert.Equal(Start, await new TableOutbox(next).NextAttempt(Stop));
        Assert.False(
            await new TableOutbox(await Parcelled(commit)).Enqueue(
                commit.Mails[3] with
                {
                    Content = "other",
                },
                LinkTo(99),
                Stop
            )
        );
    }

    [Fact]
    public async Task Several_that_unpack_a_parcel_at_once_neither_lose_nor_double_a_mail()
    {
        var table = await Parcelled(Started().WithLetters(300, Invitation));

        var counts = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => new TableOutbox(table).Count(Q3, Stop), Stop))
        );

        Assert.All(counts, c => Assert.Equal(300, c.Owed));
        Assert.Equal(300, (await new TableOutbox(table).Due(Start, 1000, Stop)).Select(m => m.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_in_a_parcel_whose_key_was_owed_before_is_the_same_mail()
    {
        var table = await azurite.Table();
        Assert.True(await new TableOutbox(table).Enqueue(MailTo(7, "first"), LinkTo(1000), Stop));
        await new TableLedger(table, Key).Commit(Started().WithLetters(40, Invitation), Stop);

        Assert.Equal(40, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
        Assert.Equal(
            "first",
            (await new TableOutbox(table).Due(Start, 100, Stop)).Single(m => m.Key == MailTo(7, "").Key).Content
        );
    }

    [Theory]
    [InlineData(40_000)] // more characters than a string property takes
    [InlineData(300_000)] // several properties
    [InlineData(1_200_000)] // nearly the 960 KiB that one row takes
    public async Task A_long_entry_and_a_long_letter_come_back_as_they_were(int length)
    {
        var table = await azurite.Table();
        var (ledger, text) = (new TableLedger(table, Key), Noise(length));
        await ledger.Commit(Started(), Stop);
        await ledger.Commit(Of(4, Longer(text)) with { Mails = [MailTo(0, text)] }, Stop);

        Assert.Equal(
            5,
            LedgerAudit.Walk(Q3, await ledger.Read(Q3, 0, Stop), await ledger.Head(Q3, Stop), Key.Verifies).Version
        );
        Assert.Equal(text, Assert.Single(await new TableOutbox(table).Due(Start, 10, Stop)).Content);
    }

    [Fact]
    public async Task Entries_too_long_for_one_row_lie_in_several_of_the_same_transaction()
    {
        var ledger = new TableLedger(await azurite.Table(), Key);
        await ledger.Commit(Started(), Stop);
        await ledger.Commit(Of(4, [.. Enumerable.Range(0, 8).Select(_ => Longer(Noise(300_000)))]), Stop);

        var entries = await ledger.Read(Q3, 0, Stop);
        Assert.Equal(12, LedgerAudit.Walk(Q3, entries, await ledger.Head(Q3, Stop), Key.Verifies).Version);
        Assert.Equal([11, 12], (await ledger.Read(Q3, 10, Stop)).Select(e => e.Version));
    }

    [Fact]
    public async Task Just_below_four_megabytes_is_written_and_just_above_is_refused_before_anything_is()
    {
        var table = await azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started(), Stop);
        // Noise loses a quarter when it is packed and gains a third as base64: on the wire it is as long as it was.
        Commit Heavy(int mails) => Of(4, Longer("why")).WithLetters(mails, _ => Noise(50_000)) with { Key = "form/1" };

        var refused = await Assert.ThrowsAsync<UnusableException>(() => ledger.Commit(Heavy(84), Stop));
        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
        Assert.Equal(0, (await new TableOutbox(table).Count(Q3, Stop)).Owed);

        Assert.Equal(CommitAnswer.Written, await ledger.Commit(Heavy(78), Stop));
        Assert.Equal(78, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_or_a_letter_longer_than_a_row_is_refused_before_anything_is_written(bool entry)
    {
        var table = await azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started(), Stop);
        var huge = Noise(2_000_000);

        var refused = await Assert.ThrowsAsync<UnusableException>(() =>
            ledger.Commit(entry ? Of(4, Longer(huge)) : Of(4, Longer("why")) with { Mails = [MailTo(0, huge)] }, Stop)
        );

        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
    }

    [Theory]
    [InlineData(97, 0)] // head, entries, key and 97 are 100
    [InlineData(40, 30)] // the letters go into a parcel, what goes into the safe never does
    public async Task However_much_a_commit_lays_into_the_safe_it_is_one_transaction(int deposits, int leaders)
    {
        var table = await azurite.Table();
        var commit = Started().WithLetters(leaders, Invitation) with
        {
            Key = "form/1",
            SealedWrites = Laid(deposits, 900),
        };

        Assert.Equal(CommitAnswer.Written, await new TableLedger(table, Key).Commit(commit, Stop));

        Assert.Equal(
            commit.SealedWrites[^1].Text,
            await new TableSealedStore(table).Find(Q3, commit.SealedWrites[^1].Place, Stop)
        );
        Assert.Equal(leaders, (await new TableOutbox(table).Count(Q3, Stop)).Owed);
    }

    [Theory]
    [InlineData(98, 900)]
    [InlineData(14, 300_000)]
    [InlineData(1, 2_000_000)]
    public async Task More_than_the_service_takes_is_refused_before_anything_is_laid_in_or_taken_out(
        int deposits,
        int length
    )
    {
        var table = await azurite.Table();
        var ledger = new TableLedger(table, Key);
        await ledger.Commit(Started() with { SealedWrites = [new("old", "kept")] }, Stop);

        var refused = await Assert.ThrowsAsync<UnusableException>(() =>
            ledger.Commit(
                Of(4, Longer("why")) with
                {
                    Key = "form/1",
                    SealedWrites = [.. Laid(deposits - 1, length), new("old", Noise(length))],
                },
                Stop
            )
        );

        Assert.Contains("nothing was written", refused.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await ledger.Head(Q3, Stop))!.Version);
        Assert.Equal("kept", await new TableSealedStore(table).Find(Q3, "old", Stop));
        Assert.Null(await new TableSealedStore(table).Find(Q3, "place/0", Stop));
    }

    [Fact]
    public async Task Thirteen_texts_of_300_KB_go_into_one_commit()
    {
        var table = await azurite.Table();
        var commit = Started() with { SealedWrites = Laid(13, 300_000) };

        Assert.Equal(CommitAnswer.Written, await new TableLedger(table, Key).Commit(commit, Stop));
        Assert.Equal(
            commit.SealedWrites.Select(d => d.Text),
            await Task.WhenAll(commit.SealedWrites.Select(d => new TableSealedStore(table).Find(Q3, d.Place, Stop)))
        );
    }

    [Fact]
    public async Task A_commit_that_carries_something_of_another_quarter_is_refused()
    {
        var ledger = new TableLedger(await azurite.Table(), Key);
        var commit = Started().WithLetters(1, Invitation);
        var other = QuarterId.Parse("2026-Q4");

        await Assert.ThrowsAsync<ArgumentException>(() =>
            ledger.Commit(commit with { Links = [commit.Links[0] with { Quarter = other }] }, Stop)
        );
        await Assert.ThrowsAsync<ArgumentException>(() =>
            ledger.Commit(commit with { Mails = [commit.Mails[0] with { Quarter = other }] }, Stop)
        );
    }

    public void Dispose()
    {
        _key?.Dispose();
        _folder.Dispose();
    }

    /// <summary>500 pairs and 1,000 teams, each with five outcomes that no other team has.</summary>
    private static Roster Largest()
    {
        var json = SampleRosters.Json(("checkout", "market"));
        var (pairs, teams) = (json["pairs"]!.AsArray(), json["teams"]!.AsArray());
        var (pair, team) = (pairs[1]!, teams[0]!);
        while (pairs.Count > 1)
            pairs.RemoveAt(1);
        teams.Clear();
        for (var i = 1; i < RosterReader.MaxPairs; i++)
            pairs.Add(PairLike(pair, i));
        for (var i = 0; i < RosterReader.MaxTeams; i++)
            teams.Add(
                TeamLike(team, i, i % RosterReader.MaxPairs == 0 ? "company" : $"pair-{i % RosterReader.MaxPairs}")
            );
        var read = RosterReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return read.Roster ?? throw new InvalidOperationException(string.Join("; ", read.Problems.Take(3)));
    }

    private static JsonNode PairLike(JsonNode pair, int i)
    {
        var other = pair.DeepClone();
        other["id"] = $"pair-{i}";
        foreach (var seat in (string[])["product", "technology"])
        {
            other[seat]!["name"] = $"Leader {i} of {seat}";
            other[seat]!["email"] = $"{seat}.{i}@example.com";
        }
        return other;
    }

    private static JsonNode TeamLike(JsonNode team, int i, string pair)
    {
        var other = team.DeepClone();
        (other["id"], other["name"], other["pair"]) = ($"team-{i}", $"Team {i}", pair);
        var outcomes = other["outcomes"]!.AsArray();
        while (outcomes.Count < 5)
            outcomes.Add(outcomes[0]!.DeepClone());
        foreach (var (outcome, n) in outcomes.Select((o, n) => (o!, n)))
        {
            outcome["id"] = $"outcome-{n}";
            (outcome["objective"], outcome["cause"], outcome["action"]) = (Noise(60), Noise(120), Noise(120));
        }
        return other;
    }

    private static SealedWrite[] Laid(int deposits, int length) =>
        [.. Enumerable.Range(0, deposits).Select(i => new SealedWrite($"place/{i}", Noise(length)))];

    private async Task<LedgerTable> Parcelled(Commit commit)
    {
        var table = await azurite.Table();
        Assert.Equal(CommitAnswer.Written, await new TableLedger(table, Key).Commit(commit, Stop));
        return table;
    }
}
