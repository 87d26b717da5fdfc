using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.DueWork;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// Somebody who can write the database, and holds no key, gets no signature, no link, no mail and no sealed text out of
/// it.
/// </summary>
public abstract class ForgedRecordTests : IAsyncLifetime
{
    private protected const string Cpo = "product.company@example.com",
        Cto = "technology.company@example.com",
        Stolen = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly QuarterId Q3 = SampleRosters.Q3,
        Q4 = QuarterId.Parse("2026-Q4");
    private static readonly SeatOf Technology = SampleRosters.Technology("company");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected RunningProduct Product { get; private set; } = null!;

    private protected IForger Forger { get; private set; } = null!;

    private ILedger Ledger => Product.Get<ILedger>();

    internal abstract Task<(Action<IServiceCollection>? Store, Func<RunningProduct, IForger> Forger)> Open();

    public async ValueTask InitializeAsync()
    {
        var (store, forger) = await Open();
        Product = await RunningProduct.WithQuarter(SampleRosters.OneTeamFile, more: store);
        Forger = forger(Product);
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

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
        Assert.Contains("not as ReviewFlow wrote them", (await cpo.Get("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("Security event ledger-broken 2026-Q3 head", Product.Log.Text, StringComparison.Ordinal);
        await Answer("api/quarters/2026-Q4", HttpStatusCode.OK);
        await Answer("api/quarters/2026-Q3/ledger", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_writes_nothing_behind_a_head_that_its_key_did_not_sign()
    {
        var head = await ForgeSignOff();
        var commit = new Commit(
            Q3,
            head.Version,
            [new QuarterVoided(SampleRosters.Start, "Behind a forged head")],
            [],
            [],
            WakeAt: null,
            Key: null
        );

        await Assert.ThrowsAsync<LedgerBrokenException>(() => Ledger.Commit(commit, Stop));

        Assert.Equal(head.Version, (await Ledger.Read(Q3, 0, Stop))[^1].Version);
    }

    [Fact]
    public async Task A_link_that_was_written_into_the_database_opens_nothing()
    {
        var issued = await IssuedTo(Cto);
        foreach (
            var forged in new[]
            {
                issued with
                {
                    TokenHash = LinkTokens.HashOf(Stolen),
                },
                issued with
                {
                    TokenHash = LinkTokens.HashOf(Stolen),
                    Mac = null,
                },
            }
        )
        {
            await Forger.Write(forged);

            using var thief = Product.Browser();
            Assert.Equal(HttpStatusCode.NotFound, (await thief.Get($"/l/{Stolen}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await thief.Get("/desk/platform")).Status);
        }
        Assert.Contains("Security event row-forged 2026-Q3 link", Product.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_whose_person_or_end_was_changed_opens_nothing()
    {
        var (token, issued) = (Product.RecordingSender.To(Cpo).Last().Token, await IssuedTo(Cpo));
        foreach (
            var changed in new[]
            {
                issued with
                {
                    Person = PersonId.Of(Cto),
                },
                issued with
                {
                    ExpiresAt = issued.ExpiresAt + NodaTime.Duration.FromDays(1),
                },
                issued with
                {
                    IssuedAt = 999,
                },
            }
        )
        {
            await Forger.Write(changed);
            using var browser = Product.Browser();
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/l/{token}")).Status);
        }
    }

    [Fact]
    public async Task A_link_that_its_owner_ended_stays_ended_when_its_row_is_put_back()
    {
        var (token, issued) = (Product.RecordingSender.To(Cto).Last().Token, await IssuedTo(Cto));
        using var cto = await Product.BrowserOf(Cto);
        Assert.Equal(HttpStatusCode.Accepted, (await cto.Post(await cto.Get("/desk"), "/link/end")).Status);

        await Forger.Write(issued);

        using var thief = Product.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get($"/l/{token}")).Status);
        await Product.RunDueWork();
        using var owner = await Product.BrowserOf(Cto);
        Assert.Equal(HttpStatusCode.OK, (await owner.Get("/desk")).Status);
    }

    [Fact]
    public async Task Links_that_were_ended_stay_ended_when_the_quarter_is_voided_and_started_again()
    {
        var token = Product.RecordingSender.To(Cto).Last().Token;
        await Done(new QuarterCommand.EndLinks(PersonId.Of(Cto)));
        await Done(new QuarterCommand.Void("Wrong roster"));
        await Done(new QuarterCommand.Start(SampleRosters.OneTeam));

        using var thief = Product.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get($"/l/{token}")).Status);
    }

    [Theory]
    [InlineData("address")]
    [InlineData("token")]
    [InlineData("mac")]
    public async Task A_mail_that_was_changed_in_the_database_is_not_sent_and_ops_see_it(string change)
    {
        await Done(new QuarterCommand.Extend(new(2026, 11, 30), "Two holidays were missing"));
        var due = await Product.Get<IOutbox>().Due(Product.Get<TimeProvider>().Now(), 50, Stop);
        var (mine, other) = (due.Single(m => m.To.Email == Cpo), due.Single(m => m.To.Email == Cto));
        await Forger.Write(
            change switch
            {
                "address" => mine with { To = new("The thief", "thief@example.net") },
                "token" => mine with { SealedToken = other.SealedToken },
                _ => mine with { Mac = null },
            }
        );

        var before = Product.RecordingSender.Attempts.Count;
        await Product.RunDueWork();

        var sent = Product.RecordingSender.Attempts.Skip(before).ToArray();
        Assert.Equal(
            due.Where(m => m.Key != mine.Key).Select(m => m.To.Email).Order(),
            sent.Where(m => m.Kind != "undelivered").Select(m => m.To).Order()
        );
        Assert.Equal(["ops@example.com"], sent.Where(m => m.Kind == "undelivered").Select(m => m.To));
        Assert.Contains(
            "ReviewFlow did not write this mail",
            await Answer("api/quarters/2026-Q3", HttpStatusCode.OK),
            StringComparison.Ordinal
        );
        Assert.Contains("Security event row-forged 2026-Q3 mail", Product.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sealed_and_was_changed_or_moved_opens_nothing()
    {
        var texts = Product.Get<SealedTextProtector>();
        var (here, there) = (
            texts.Seal(Q3, "ratings/platform/product", "mine"),
            texts.Seal(Q3, "ratings/platform/technology", "theirs")
        );

        Assert.Throws<UnusableException>(() => texts.Open(Q3, "ratings/platform/product", there));
        Assert.Throws<UnusableException>(() => texts.Open(Q3, "ratings/platform/product", here.Split(' ')[1]));

        Assert.Equal("mine", texts.Open(Q3, "ratings/platform/product", here));
        Assert.Contains("Security event row-forged 2026-Q3 sealed", Product.Log.Text, StringComparison.Ordinal);
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
        await Forger.Change(entries[0], entries[0].Text.Replace("ceo@", "cxo@", StringComparison.Ordinal));

        Assert.Equal(Q3, Assert.Single(await Product.Get<LedgerSelfCheck>().Run(Stop)).Quarter);

        Assert.Contains("Security event ledger-broken 2026-Q3 entry 2", Product.Log.Text, StringComparison.Ordinal);
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
        var entry = LedgerEntry.After(
            Q3,
            head.Version,
            head.Hash,
            new SignedOff(
                SampleRosters.Start,
                SampleRosters.Platform,
                Technology,
                SampleRosters.Holder(Technology),
                null,
                hash
            )
        );
        var forged = head with { Version = entry.Version, Hash = entry.Hash };
        await Forger.Append(entry, forged);
        return forged;
    }

    private protected async Task<Link> IssuedTo(string address) =>
        (await Product.Get<ILinks>().Find(LinkTokens.HashOf(Product.RecordingSender.To(address).Last().Token), Stop))!;

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

    private async Task Done(QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(await Product.Get<ReviewDesk>().Execute(Q3, command, key: null, Stop));

    private async Task<string> Answer(string path, HttpStatusCode expected)
    {
        using var ops = Product.Ops();
        using var response = await ops.GetAsync(path, Stop);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Stop);
    }
}

public sealed class SqliteForgedRecordTests : ForgedRecordTests
{
    internal override Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open() =>
        Task.FromResult<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)>(
            (null, product => new SqliteForger(product.Folder))
        );
}

public sealed class TableForgedRecordTests(Azurite azurite) : ForgedRecordTests
{
    /// <summary>The partition <c>tokens</c> only says where to look: what it says grants nothing.</summary>
    [Fact]
    public async Task A_token_that_was_pointed_to_the_row_of_another_opens_nothing()
    {
        await ((TableForger)Forger).Point(LinkTokens.HashOf(Stolen), TableForger.LinkName(await IssuedTo(Cto)));

        using var thief = Product.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await thief.Get($"/l/{Stolen}")).Status);
    }

    internal override async Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open()
    {
        var shelf = await TableShelf.Fresh(azurite);
        return (shelf.Furnish, _ => new TableForger(shelf.Table));
    }
}
