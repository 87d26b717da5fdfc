using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Deadlines;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Desk;

public sealed class DeskTests : IDisposable
{
    private readonly ProductFixture _house = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_answer_says_is_on_disk_before_it_is_said()
    {
        await _house.Start(SampleRosters.ThreePairs);
        var done = Assert.IsType<CommandResult.Done>(
            await _house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"))
        );

        using var after = new ProductFixture(_house.Folder);
        Assert.Equal(done.Quarter.Version, (await after.Audit()).Version);
        Assert.IsType<SignedOff>((await after.Entries())[(int)done.Entry - 1].Event);
        Assert.Equal(QuarterSchedule.NextDue(done.Quarter), await after.Ledger.NextWake(Stop));
    }

    [Fact]
    public async Task A_sign_off_whose_mails_cannot_be_owed_is_not_recorded()
    {
        // A twin shows which mail the second sign-off owes.
        using var twin = await new ProductFixture().Start(SampleRosters.ThreePairs);
        await twin.Sign(SampleRosters.Platform, SampleRosters.Product("company"));
        await twin.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        await twin.Sign(SampleRosters.Checkout, SampleRosters.Technology("market"));
        await twin.Do(new QuarterCommand.Void("Wrong roster"));
        var owed = (await twin.Outbox.Due(twin.Now, 100, Stop)).Last(m =>
            m.Key.Contains("/quarter-voided/", StringComparison.Ordinal)
        );

        await _house.Start(SampleRosters.ThreePairs);
        await _house.Sign(SampleRosters.Platform, SampleRosters.Product("company"));
        await _house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        await _house.Sign(SampleRosters.Checkout, SampleRosters.Technology("market"));
        var (before, wake) = (await _house.Audit(), await _house.Ledger.NextWake(Stop));
        await _house.Ledger.Commit(new(SampleRosters.Q3, before.Version, [], [owed], [], wake, Keys: []), Stop);

        await Assert.ThrowsAnyAsync<OperatorException>(() =>
            _house.Do(new QuarterCommand.Void("Wrong roster"), "form/1")
        );

        Assert.Equal(
            (before.Version, QuarterStage.Open),
            ((await _house.Audit()).Version, (await _house.Quarter()).Stage)
        );
        Assert.Equal(wake, await _house.Ledger.NextWake(Stop));
        Assert.DoesNotContain(await _house.Outbox.Due(_house.Now, 100, Stop), m =>
            m.Key.Contains("/quarter-voided/", StringComparison.Ordinal) && m.Key != owed.Key
        );
    }

    [Fact]
    public async Task The_first_sign_off_of_a_pair_brings_nobody_a_mail_and_the_second_the_pair_above_one_each()
    {
        using var house = await new ProductFixture().Start(QuarterOf(("checkout", "market")));
        var invited = (await house.Outbox.Count(SampleRosters.Q3, Stop)).Owed;

        await house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        Assert.Equal(invited, (await house.Outbox.Count(SampleRosters.Q3, Stop)).Owed);
        await house.Sign(SampleRosters.Checkout, SampleRosters.Technology("market"));

        var owed = (await house.Outbox.Due(house.Now, 100, Stop)).Skip(invited).ToArray();
        Assert.Equal(
            ["product.company@example.com", "technology.company@example.com"],
            owed.Select(m => m.To.Email).Order()
        );
        Assert.IsType<LeadersInvited>((await house.Entries())[^1].Event);
    }

    [Fact]
    public async Task One_form_sent_twice_writes_once_whatever_it_says_the_second_time()
    {
        await _house.Start(SampleRosters.ThreePairs);
        var seat = SampleRosters.Product("market");
        Assert.IsType<CommandResult.Done>(await _house.Sign(SampleRosters.Checkout, seat, "form/1"));
        var version = (await _house.Quarter()).Version;

        Assert.IsType<CommandResult.AlreadySo>(await _house.Sign(SampleRosters.Checkout, seat, "form/1"));
        Assert.IsType<CommandResult.AlreadySo>(
            await _house.Do(
                SampleRosters.Checkout,
                new SigningCommand.Withdraw(seat, SampleRosters.Holder(seat), "Too early"),
                "form/1"
            )
        );

        Assert.Equal(version, (await _house.Audit()).Version);
        Assert.NotNull((await _house.Quarter()).Reviews[SampleRosters.Checkout].SignOffOf(seat));
    }

    [Fact]
    public async Task A_refusal_spends_no_form_and_writes_nothing()
    {
        await _house.Start(SampleRosters.ThreePairs);
        var (seat, version) = (SampleRosters.Product("market"), (await _house.Quarter()).Version);

        var refused = Assert.IsType<CommandResult.Refused>(
            await _house.Do(
                SampleRosters.Checkout,
                new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), new('0', 64)),
                "form/1"
            )
        );
        Assert.Equal((Refusal.OutOfDate, version), (refused.Why, (await _house.Audit()).Version));
        Assert.IsType<CommandResult.Done>(await _house.Sign(SampleRosters.Checkout, seat, "form/1"));
    }

    [Fact]
    public async Task Two_desks_over_one_file_record_every_sign_off_once_and_nothing_twice()
    {
        await _house.Start(SampleRosters.ThreePairs);
        using var other = new ProductFixture(_house.Folder);
        (TeamId Team, string Pair)[] own =
        [
            (SampleRosters.Checkout, "market"),
            (SampleRosters.Dispatch, "logistics"),
            (SampleRosters.Platform, "company"),
        ];
        var wanted = own.SelectMany(o =>
                new[]
                {
                    (o.Team, Seat: SampleRosters.Product(o.Pair)),
                    (o.Team, Seat: SampleRosters.Technology(o.Pair)),
                }
            )
            .ToArray();

        var answers = await Task.WhenAll(
            from desk in new[] { _house, other }
            from w in wanted
            select Task.Run(() => desk.Sign(w.Team, w.Seat, $"form/{w.Team}/{w.Seat.Seat}"), Stop)
        );

        Assert.Equal(
            (6, 6),
            (answers.Count(a => a is CommandResult.Done), answers.Count(a => a is CommandResult.AlreadySo))
        );
        await _house.Audit();
        var signed = (await _house.Entries())
            .Select(e => e.Event)
            .OfType<SignedOff>()
            .Select(e => (e.Team, e.Seat))
            .ToArray();
        Assert.Equal(wanted.OrderBy(w => w.ToString()), signed.OrderBy(w => w.ToString()));
        Assert.Distinct((await _house.Outbox.Due(_house.Now, 1000, Stop)).Select(m => m.Key));
    }

    [Fact]
    public async Task A_rehearsal_names_the_mails_and_writes_nothing()
    {
        var (decision, notices, _) = await _house.Desk.Preview(
            SampleRosters.Q3,
            new QuarterCommand.Start(SampleRosters.ThreePairs)
        );

        Assert.IsType<Decision.Accepted>(decision);
        Assert.Equal(6, notices.Count);
        Assert.Empty(await _house.Ledger.Quarters(Stop));
        Assert.Null(await _house.Outbox.NextAttempt(Stop));
        Assert.Null(await _house.Ledger.NextWake(Stop));

        await _house.Start(SampleRosters.ThreePairs);
        var version = (await _house.Audit()).Version;
        await _house.Desk.Preview(SampleRosters.Q3, new QuarterCommand.Void("Wrong roster"));
        Assert.Equal((version, QuarterStage.Open), ((await _house.Audit()).Version, (await _house.Quarter()).Stage));
    }

    [Fact]
    public async Task A_desk_that_remembers_a_quarter_finds_an_entry_that_was_edited_since()
    {
        await _house.Start(SampleRosters.ThreePairs);
        using (var other = new ProductFixture(_house.Folder))
            await other.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        using var knife = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_house.Database};Pooling=False");
        await knife.OpenAsync(Stop);
        using var cut = knife.CreateCommand();
        cut.CommandText =
            "UPDATE entry SET event = replace(event, 'product', 'technology') WHERE version = (SELECT max(version) FROM entry)";
        await cut.ExecuteNonQueryAsync(Stop);

        await Assert.ThrowsAsync<LedgerBrokenException>(() =>
            _house.Sign(SampleRosters.Checkout, SampleRosters.Technology("market"))
        );
    }

    public void Dispose() => _house.Dispose();

    private static ReviewFlow.Rosters.Roster QuarterOf(params (string, string)[] teams) =>
        ReviewFlow.Rosters.RosterReader.Read(SampleRosters.File(teams)).Roster!;
}
