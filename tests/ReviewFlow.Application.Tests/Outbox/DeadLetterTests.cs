using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Mails;
using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>
/// What cannot be delivered is told to ops, once, and never that a mail to ops could not be delivered.
/// </summary>
public sealed class DeadLetterTests
{
    private const string Ops = "ops@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ops_get_one_mail_for_all_that_one_run_could_not_deliver_and_none_again()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        house.RecordingSender.Answer = n =>
            n is 2 or 5 ? new SendResult.Rejected("550 no such mailbox") : new SendResult.Delivered();
        for (var i = 0; i < 3; i++)
            await house.OutboxDispatcher.Deliver(Stop);

        var told = Assert.Single(house.RecordingSender.To(Ops));
        Assert.Equal(("undelivered", "2026-Q3: 2 mails could not be delivered"), (told.Kind, told.Subject));
        foreach (var lost in house.RecordingSender.Attempts.Where((_, n) => n is 1 or 4))
            Assert.Contains(Shown(lost.To), told.Text, StringComparison.Ordinal);
        Assert.Contains("550 no such mailbox", told.Text, StringComparison.Ordinal);
        Assert.Equal(4 + 1, house.RecordingSender.Delivered.Count);
    }

    /// <summary>As every address in a mail, so that no mail program links it.</summary>
    private static string Shown(string address) => new MailContent(address, "", "", [], "").Subject;

    [Fact]
    public async Task A_later_loss_is_told_in_a_mail_of_its_own()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        house.RecordingSender.Answer = n =>
            n == 1 ? new SendResult.Rejected("550 no such mailbox")
            : n == 2 ? new SendResult.RetryLater("451 busy")
            : new SendResult.Delivered();
        await house.OutboxDispatcher.Deliver(Stop);
        house.RecordingSender.Answer = _ => new SendResult.Rejected("550 gone");
        house.Time.Advance(TimeSpan.FromHours(1));
        await house.OutboxDispatcher.Deliver(Stop);
        house.RecordingSender.Answer = _ => new SendResult.Delivered();
        await house.OutboxDispatcher.Deliver(Stop);

        Assert.Equal(["2026-Q3: 1 mail could not be delivered"], house.RecordingSender.To(Ops).Select(p => p.Subject));
        // The second could not be delivered either, and nobody is told of that
        Assert.Equal(1 + 1, house.RecordingSender.Attempts.Count(p => p.To == Ops));
    }

    [Fact]
    public async Task A_mail_to_ops_that_cannot_be_delivered_makes_no_mail()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        house.RecordingSender.Answer = _ => new SendResult.Rejected("550 no such mailbox");
        for (var i = 0; i < 5; i++)
        {
            await house.OutboxDispatcher.Deliver(Stop);
            house.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(house.RecordingSender.Attempts, p => p.To == Ops);
        Assert.Equal(6 + 1, (await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered.Count);
    }

    [Fact]
    public async Task A_roster_without_ops_makes_no_mail_and_the_status_says_it()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs with { Ops = null });
        house.RecordingSender.Answer = n =>
            n == 1 ? new SendResult.Rejected("550 no such mailbox") : new SendResult.Delivered();
        await house.OutboxDispatcher.Deliver(Stop);

        Assert.Equal(6, house.RecordingSender.Attempts.Count);
        Assert.Equal(
            "invitation",
            Assert.Single((await house.Outbox.Count(SampleRosters.Q3, Stop)).DeadLettered).Occasion
        );
    }

    [Fact]
    public async Task A_ceo_who_is_ops_reads_how_many_and_no_leaders_name_or_address()
    {
        using var house = await new ProductFixture().Start(
            SampleRosters.ThreePairs with
            {
                Ops = SampleRosters.ThreePairs.Ceo,
            }
        );
        house.RecordingSender.Answer = n =>
            n == 1
                ? new SendResult.Rejected("550 <product.company@example.com> no such mailbox")
                : new SendResult.Delivered();
        await house.OutboxDispatcher.Deliver(Stop);

        var told = Assert.Single(house.RecordingSender.To("ceo@example.com"));
        Assert.Equal("2026-Q3: 1 mail could not be delivered", told.Subject);
        foreach (var leader in SampleRosters.ThreePairs.Pairs.SelectMany(p => new[] { p.Product, p.Technology }))
            NamesNot(told, leader);
    }

    [Fact]
    public async Task Who_was_stopped_before_ops_were_told_tells_them_at_the_next_start()
    {
        using var folder = new TempFolder();
        var isAway = false;
        using (
            var house = await new ProductFixture(folder.Path, ledger: sound =>
                Faulty.Around(sound, (method, _) =>
                    isAway && method == nameof(ILedger.Commit)
                        ? new DependencyUnavailableException("The disk is full.")
                        : null
                )
            ).Start(SampleRosters.ThreePairs)
        )
        {
            house.RecordingSender.Answer = n =>
                n == 1 ? new SendResult.Rejected("550 no such mailbox") : new SendResult.Delivered();
            isAway = true;
            Assert.Equal(5, await house.OutboxDispatcher.Deliver(Stop));
        }

        using var after = new ProductFixture(folder.Path);
        Assert.Equal(1, await after.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(Ops, Assert.Single(after.RecordingSender.Delivered).To);
        using var third = new ProductFixture(folder.Path);
        Assert.Equal(0, await third.OutboxDispatcher.Deliver(Stop));
    }

    private static void NamesNot(Posted mail, Person leader)
    {
        foreach (var text in new[] { mail.Subject, mail.Text, mail.Html })
        {
            Assert.DoesNotContain(leader.Name, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(leader.Email, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
