using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Release;

/// <summary>A quarter in which nobody does anything but read mail.</summary>
public sealed class NoApprovalByTimeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Digests_go_out_on_their_mornings_and_nothing_is_ever_approved()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var hour = 0; hour < 24 * 33; hour++)
        {
            var before = house.RecordingSender.Delivered.Count;
            await house.DueWorkRunner.RunOnce(Stop);
            foreach (var kind in house.RecordingSender.Delivered.Skip(before).GroupBy(p => p.Kind))
                seen.Add($"{house.Now:uuuu-MM-dd HH:mm} {kind.Key}", kind.Count());
            house.Time.Advance(TimeSpan.FromHours(1));
        }

        // Nine in the morning in Dubai is five in UTC; rounds go at full hours from 06:00 on, so at 05:00 each day.
        Assert.Equal(
            [
                "2026-10-01 06:00 invitation: 6",
                "2026-10-05 05:00 reminder: 6",
                "2026-10-07 05:00 reminder: 6",
                "2026-10-14 05:00 awaiting-joint-sign-off: 1",
                "2026-10-14 05:00 escalated: 6",
                "2026-10-14 05:00 open-work: 1",
                "2026-10-21 05:00 awaiting-joint-sign-off: 1",
                "2026-10-21 05:00 escalated: 6",
                "2026-10-21 05:00 open-work: 1",
                "2026-10-28 05:00 awaiting-joint-sign-off: 1",
                "2026-10-28 05:00 escalated: 6",
                "2026-10-28 05:00 open-work: 1",
            ],
            seen.Select(s => $"{s.Key}: {s.Value}")
        );
        Assert.Equal(QuarterStage.Open, (await house.Audit()).Stage);
        Assert.DoesNotContain(await house.Entries(), e => e.Event is SignedOff or ReportReleased);
        NamesNobody(house);
    }

    [Fact]
    public async Task The_ceo_reads_no_leaders_name_from_the_first_mail_to_the_last()
    {
        using var house = await new ProductFixture().Start(SampleRosters.ThreePairs);
        await house.Sign(SampleRosters.Checkout, SampleRosters.Product("market"));
        await house.Do(
            SampleRosters.Checkout,
            new SigningCommand.Return(
                SampleRosters.Technology("market"),
                SampleRosters.Holder(SampleRosters.Technology("market")),
                (await house.Quarter()).Reviews[SampleRosters.Checkout].Hash,
                "Look again"
            )
        );
        house.Time.Advance(TimeSpan.FromDays(14));
        await house.DueWorkRunner.RunOnce(Stop);
        await house.Do(SampleRosters.Checkout, new SigningCommand.Amend(SampleRosters.Card(70), "A wrong figure"));
        await house.SignAll();
        await house.DueWorkRunner.RunOnce(Stop);
        await house.DueWorkRunner.RunOnce(Stop);

        Assert.Equal(
            ["awaiting-joint-sign-off", "released"],
            house.RecordingSender.To("ceo@example.com").Select(p => p.Kind)
        );
        NamesNobody(house);
    }

    private static void NamesNobody(ProductFixture house)
    {
        var words = house
            .RecordingSender.To("ceo@example.com")
            .Select(p => $"{p.Subject} {p.Text} {p.Html} {string.Join(' ', p.Headers)}")
            .ToArray();
        Assert.NotEmpty(words);
        foreach (var leader in SampleRosters.ThreePairs.Pairs.SelectMany(p => new[] { p.Product, p.Technology }))
        {
            Assert.All(words, w => Assert.DoesNotContain(leader.Name, w, StringComparison.OrdinalIgnoreCase));
            Assert.All(words, w => Assert.DoesNotContain(leader.Email, w, StringComparison.OrdinalIgnoreCase));
        }
    }
}
