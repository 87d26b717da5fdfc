using MimeKit;
using NodaTime;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

public sealed class OutboxDispatcherTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_fails_goes_again_as_the_same_mail_with_the_same_link()
    {
        using var house = await new ProductFixture().Start(SampleRosters.OneTeam);
        house.RecordingSender.Answer = n => n <= 6 ? new SendResult.RetryLater("451 busy") : new SendResult.Delivered();

        for (var i = 0; i < 4; i++)
        {
            await house.OutboxDispatcher.Deliver(Stop);
            house.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(8, house.RecordingSender.Attempts.Count);
        Assert.Equal(2, house.RecordingSender.Delivered.Count);
        Assert.All(house.RecordingSender.Attempts.GroupBy(p => p.Key), mail =>
        {
            Assert.Equal(4, mail.Count());
            Assert.Single(mail.Select(p => (p.MessageId, p.Link, p.Text, p.Html, p.Subject)).Distinct());
        });
        Assert.Distinct(house.RecordingSender.Delivered.Select(p => p.MessageId));
        Assert.Distinct(house.RecordingSender.Delivered.Select(p => p.Link));
    }

    [Fact]
    public async Task The_pause_doubles_up_to_a_quarter_of_an_hour_and_a_mail_is_never_given_up()
    {
        using var house = await new ProductFixture().Start(SampleRosters.OneTeam);
        house.RecordingSender.Answer = _ => new SendResult.RetryLater("451 busy");
        var pauses = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            await house.OutboxDispatcher.Deliver(Stop);
            var next = (await house.Outbox.NextAttempt(Stop))!.Value;
            pauses.Add((next - house.Now).TotalSeconds);
            house.Time.Advance((next - house.Now).ToTimeSpan());
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], pauses.Take(11));
        Assert.All(pauses.Skip(9), p => Assert.Equal(900, p));
        Assert.Equal(
            (2, 0),
            (
                (await house.Outbox.Count(SampleRosters.Q3, Stop)).Owed,
                (await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered.Count
            )
        );
    }

    [Fact]
    public async Task A_mail_that_will_never_go_through_is_dead_lettered_with_the_reason_and_keeps_no_other_waiting()
    {
        var log = new LogLines();
        using var house = await new ProductFixture(log: log).Start(SampleRosters.OneTeam);
        house.RecordingSender.Answer = n =>
            n == 1 ? new SendResult.Rejected("550 no such mailbox") : new SendResult.Delivered();
        for (var i = 0; i < 3; i++)
        {
            await house.OutboxDispatcher.Deliver(Stop);
            house.Time.Advance(TimeSpan.FromHours(1));
        }

        var count = await house.Outbox.Count(SampleRosters.Q3, Stop);
        Assert.Equal(
            (1 + 1, 0, "550 no such mailbox"),
            (count.Delivered, count.Owed, Assert.Single(count.DeadLettered).Why)
        ); // the other, and ops are told
        Assert.Equal(3, house.RecordingSender.Attempts.Count);
        Assert.DoesNotContain("@example.com", log.Text, StringComparison.Ordinal);
        Assert.All(house.RecordingSender.Attempts, p =>
            Assert.DoesNotContain(p.Token, log.Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_mail_whose_sealing_key_is_gone_is_dead_lettered_in_words()
    {
        using var folder = new TempFolder();
        using (await new ProductFixture(folder.Path).Start(SampleRosters.OneTeam)) { }
        Directory.Delete(folder["protection"], recursive: true);
        using var house = new ProductFixture(folder.Path);
        await house.OutboxDispatcher.Deliver(Stop);

        Assert.Equal("ops@example.com", Assert.Single(house.RecordingSender.Attempts).To);
        Assert.All((await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered, p =>
            Assert.Contains("key that sealed it is gone", p.Why, StringComparison.Ordinal)
        );
        Assert.Equal(2, (await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered.Count);
    }

    [Fact]
    public async Task A_mail_says_that_a_machine_wrote_it_and_its_subject_is_one_line()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        await house.OutboxDispatcher.Deliver(Stop);

        Assert.Equal(6, house.RecordingSender.Delivered.Count);
        Assert.All(house.RecordingSender.Delivered, p =>
        {
            Assert.Contains("Auto-Submitted: auto-generated", p.Headers);
            Assert.DoesNotContain(p.Subject, char.IsControl);
            Assert.EndsWith("@example.com", p.MessageId, StringComparison.Ordinal);
            Assert.Contains(p.Link.ToString(), p.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(".invalid", p.Html + p.Text, StringComparison.Ordinal);
            Assert.Matches("^[A-Za-z0-9_-]{43}$", p.Token);
        });
    }

    [Fact]
    public async Task A_crash_between_the_carrier_and_the_cross_off_leaves_one_file_not_two()
    {
        using var folder = new TempFolder();
        using (var power = new CancellationTokenSource())
        using (
            var house = await new ProductFixture(
                folder.Path,
                sender: new CrashingSender(new EmlFolderSender(folder["mail"]), power)
            ).Start(SampleRosters.OneTeam)
        )
            await Assert.ThrowsAsync<OperationCanceledException>(() => house.OutboxDispatcher.Deliver(power.Token));
        var first = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folder["mail"])), Stop);

        using (var after = new ProductFixture(folder.Path, sender: new EmlFolderSender(folder["mail"])))
            Assert.Equal(2, await after.OutboxDispatcher.Deliver(Stop));

        var files = Directory.GetFiles(folder["mail"]).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(
            [
                "2026-Q3.00003.invitation.product.company@example.com.eml",
                "2026-Q3.00003.invitation.technology.company@example.com.eml",
            ],
            files.Select(Path.GetFileName)
        );
        using var one = MimeMessage.Load(new MemoryStream(first), Stop);
        using var again = MimeMessage.Load(
            files.Single(f => f.Contains(one.To.Mailboxes.Single().Address, StringComparison.Ordinal)),
            Stop
        );
        Assert.Equal((one.MessageId, one.TextBody), (again.MessageId, again.TextBody));
    }

    [Fact]
    public async Task A_mail_folder_that_cannot_be_written_keeps_the_mail()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["mail"], "a file where the folder should be", Stop);
        using var house = await new ProductFixture(folder.Path, sender: new EmlFolderSender(folder["mail"])).Start(
            SampleRosters.OneTeam
        );

        Assert.Equal(0, await house.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(2, (await house.Outbox.Count(SampleRosters.Q3, Stop)).Owed);
    }

    [Theory]
    [InlineData("2026-Q3/00041/invitation/cto@example.com", "2026-Q3.00041.invitation.cto@example.com.eml")]
    [InlineData(
        "2026-Q3/00041/invitation/../../etc@example.com",
        "2026-Q3.00041.invitation...%2F..%2Fetc@example.com.eml"
    )]
    [InlineData("2026-Q3/00041/invitation/o'neil@example.com", "2026-Q3.00041.invitation.o%27neil@example.com.eml")]
    public void A_file_is_named_after_its_mail_and_stays_in_its_folder(string key, string name) =>
        Assert.Equal(name, EmlFolderSender.NameOf(key));

    [Fact]
    public void Two_mails_never_share_a_file()
    {
        string[] people = ["a.b@x.com", "a/b@x.com", "a'b@x.com", "a%b@x.com", "a%2fb@x.com", "a b@x.com", "a!b@x.com"];
        Assert.Distinct(people.Select(p => EmlFolderSender.NameOf($"2026-Q3/00041/invitation/{p}")));
    }

    [Fact]
    public void A_very_long_address_still_has_a_file_name_of_its_own()
    {
        var (one, other) = (EmlFolderSender.NameOf(Of("a")), EmlFolderSender.NameOf(Of("b")));
        Assert.True(one.Length < 210);
        Assert.NotEqual(one, other);

        static string Of(string end) => $"2026-Q3/00041/invitation/{new string('x', 240)}{end}@example.com";
    }
}

/// <summary>Carries, and then the power fails before anybody hears of it.</summary>
internal sealed class CrashingSender(IMailSender inner, CancellationTokenSource power) : IMailSender
{
    public async Task<SendResult> Send(MimeMessage message, string key, CancellationToken stop)
    {
        await inner.Send(message, key, stop);
        await power.CancelAsync();
        throw new OperationCanceledException(power.Token);
    }
}
