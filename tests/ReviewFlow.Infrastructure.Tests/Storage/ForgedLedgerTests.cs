using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// Somebody who can write the database, and holds no key, adds nothing to a ledger and sets none back unnoticed.
/// </summary>
public abstract class ForgedLedgerTests : ForgedRecordTestBase
{
    private static readonly SeatOf Technology = SampleRosters.Technology("company");

    private ILedger Ledger => Product.Get<ILedger>();

    [Fact]
    public async Task A_forged_sign_off_with_an_updated_head_is_never_built_upon_and_the_quarter_is_read_only()
    {
        await StartQ4();
        using var cpo = await Product.BrowserOf(Cpo);
        var page = await cpo.Get("/desk/platform");
        await ForgeSignOff();

        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await cpo.Post(page, "/desk/platform/sign-off", ("confirmed", "yes"))).Status
        );
        await Product.RunDueWork();

        Assert.Equal(
            ["SignedOff"],
            (await Ledger.Read(Q3, 0, Stop))
                .Select(e => e.Event.GetType().Name)
                .Where(n => n is "SignedOff" or "ReportReleased")
        );
        Assert.Contains(
            "2026-Q3: The head's signature is not that of the ledger's key",
            (await Answer("api/quarters/2026-Q3", HttpStatusCode.ServiceUnavailable)),
            StringComparison.Ordinal
        );
        Assert.Contains("differ from what ReviewFlow wrote", (await cpo.Get("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("Security event ledger-broken 2026-Q3 head", Product.Log.Text, StringComparison.Ordinal);
        await Answer("api/quarters/2026-Q4", HttpStatusCode.OK);
        await Answer("api/quarters/2026-Q3/ledger", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_writes_nothing_behind_a_head_that_its_key_did_not_sign()
    {
        var head = await ForgeSignOff();
        var commit = new CommitDraft(
            Q3,
            head.Version,
            [new QuarterVoided(SampleRosters.Start, "Behind a forged head")],
            [],
            [],
            WakeAt: null,
            Keys: []
        );

        await Assert.ThrowsAsync<LedgerBrokenException>(() => Ledger.Commit(commit, Stop));

        Assert.Equal(head.Version, (await Ledger.Read(Q3, 0, Stop))[^1].Version);
    }

    [Fact]
    public async Task A_ledger_that_was_set_back_is_read_only_until_ops_say_that_a_backup_was_restored()
    {
        var (was, entries) = ((await Ledger.Head(Q3, Stop))!, (await Ledger.Read(Q3, 0, Stop)).Count);
        await Sign(SampleRosters.Product("company"));
        await Product.Get<LedgerSelfCheck>().Run(Stop);
        await Forger.SetBack(entries, was);

        var sentence = await Answer("api/quarters/2026-Q3", HttpStatusCode.ServiceUnavailable);
        Assert.Contains(
            $"its anchor of 2026-10-01T06:00:00Z stands at entry {entries + 1}",
            sentence,
            StringComparison.Ordinal
        );
        Assert.Contains("reviewflow ledger restored 2026-Q3", sentence, StringComparison.Ordinal);
        Assert.Equal(Q3, Assert.Single(await Product.Get<LedgerSelfCheck>().Run(Stop)).Quarter);

        using var ops = Product.Ops();
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await ops.PostAsync(
                    "api/quarters/2026-Q3/restored",
                    new StringContent("""{"reason": "The disk failed"}"""),
                    Stop
                )
            ).StatusCode
        );
        await Product.RunDueWork();

        var restored = Assert.IsType<LedgerRestored>((await Ledger.Read(Q3, 0, Stop))[entries].Event);
        Assert.Equal(entries + 1, Assert.Single(restored.Lost).Version);
        Assert.Empty(await Product.Get<LedgerSelfCheck>().Run(Stop));
        Assert.Contains("may be lost", Product.RecordingSender.To(Cpo).Last().Text, StringComparison.Ordinal);
        await Sign(SampleRosters.Product("company"));
        Assert.Contains(
            "\"changed\":false",
            await (
                await ops.PostAsync("api/quarters/2026-Q3/restored", new StringContent("""{"reason": "Again"}"""), Stop)
            ).Content.ReadAsStringAsync(Stop),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_quarter_that_is_gone_as_a_whole_begins_again_by_saying_what_was_lost()
    {
        await Product.Get<LedgerSelfCheck>().Run(Stop);
        var lost = (await Ledger.Head(Q3, Stop))!;
        await Forger.SetBack(0, head: null);
        Assert.Contains(
            "it was set back",
            Assert.Single(await Product.Get<LedgerSelfCheck>().Run(Stop)).Message,
            StringComparison.Ordinal
        );

        await Done(new QuarterCommand.Start(SampleRosters.OneTeam));

        Assert.Equal(
            lost.Hash,
            Assert
                .Single((await Ledger.Read(Q3, 0, Stop)).Select(e => e.Event).OfType<LedgerRestored>().Single().Lost)
                .Hash
        );
        Assert.Empty(await Product.Get<LedgerSelfCheck>().Run(Stop));
    }

    [Fact]
    public async Task The_self_check_finds_an_entry_that_was_changed_while_the_product_remembers_the_quarter()
    {
        await StartQ4();
        var entries = await Ledger.Read(Q3, 0, Stop);
        await Answer("api/quarters/2026-Q3", HttpStatusCode.OK);
        await Forger.Change(entries[0], entries[0].Line.Event.Replace("Example", "Exemple", StringComparison.Ordinal));

        Assert.Equal(Q3, Assert.Single(await Product.Get<LedgerSelfCheck>().Run(Stop)).Quarter);

        Assert.Contains("Security event ledger-broken 2026-Q3 entry 1", Product.Log.Text, StringComparison.Ordinal);
        await Answer("api/quarters/2026-Q3", HttpStatusCode.ServiceUnavailable);
        await Answer("api/quarters/2026-Q4", HttpStatusCode.OK);
        Assert.Equal([Q4], (await Product.Get<IAnchorStore>().Read(Stop)).Select(a => a.Quarter));
    }

    /// <summary>
    /// What the security review did: the entry with its right hash behind the last, and a head that names it.
    /// </summary>
    private async Task<LedgerHead> ForgeSignOff()
    {
        var (head, hash) = (
            (await Ledger.Head(Q3, Stop))!,
            (await Product.Get<ReviewDesk>().Get(Q3, Stop))!.Reviews[SampleRosters.Platform].Hash
        );
        var entry = Chain.Behind(
            await Ledger.Read(Q3, 0, Stop),
            new SignedOff(
                SampleRosters.Start,
                SampleRosters.Platform,
                Technology,
                SampleRosters.Holder(Technology),
                null,
                hash
            )
        )[0];
        var forged = head with { Version = entry.Version, Hash = entry.Hash };
        await Forger.Append(entry, forged);
        return forged;
    }

    private async Task StartQ4()
    {
        var json = SampleRosters.Json(("platform", "company"));
        json["quarter"] = "2026-Q4";
        json["teams"]![0]!["outcomes"]![0]!["actionDue"] = "2027-02-28";
        using var ops = Product.Ops();
        Assert.Equal(
            HttpStatusCode.Created,
            (await ops.PostAsync("api/quarters", new StringContent(json.ToJsonString()), Stop)).StatusCode
        );
    }

    private async Task Sign(SeatOf seat)
    {
        var hash = (await Product.Get<ReviewDesk>().Get(Q3, Stop))!.Reviews[SampleRosters.Platform].Hash;
        await Done(
            new QuarterCommand.OfTeam(
                SampleRosters.Platform,
                new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), hash)
            )
        );
    }
}

public sealed class SqliteForgedLedgerTests : ForgedLedgerTests
{
    internal override Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open() => InSqlite();
}

public sealed class TableForgedLedgerTests(Azurite azurite) : ForgedLedgerTests
{
    internal override Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open() => InTables(azurite);
}
