using System.Text.RegularExpressions;
using MimeKit;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Tests.Mails.Layout;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>A link appears in a mail only where the product puts it.</summary>
public sealed partial class MailLinkInjectionTests
{
    private const string Placeholder = "https://reviewflow.invalid/link";
    private const string Sender = $"http://127.0.0.1:9/c?x={Placeholder}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_typed_text_carries_the_token_of_the_mail_away()
    {
        using var house = await Planted();
        await Play(house);

        var mails = house.RecordingSender.Delivered;
        string[] kinds =
        [
            "amended",
            "awaiting-joint-sign-off",
            "delegate-named",
            "escalated",
            "extended",
            "fit-update",
            "invitation",
            "quarter-voided",
            "reminder",
            "returned",
            "team-voided",
            "withdrawn",
        ];
        Assert.Superset(kinds.ToHashSet(), mails.Select(m => m.Kind).ToHashSet());
        Assert.All(mails, m => Assert.Equal((0, 1, 1), (Tokens(m.Subject), Tokens(m.Text), Tokens(m.Html))));
    }

    [Fact]
    public async Task No_typed_text_is_a_link_in_any_mail_that_leaves()
    {
        using var house = await Planted();
        await Play(house);
        Assert.All(house.RecordingSender.Delivered, m => Linkable.IsNothingBut(m.Link, m.Subject, m.Text, m.Html));
    }

    [Theory]
    [InlineData("=?utf-8?B?aHR0cHM6Ly9ldmlsLmV4YW1wbGU=?=")]
    [InlineData("=?utf-8?Q?https=3A//evil=2Eexample?=")]
    [InlineData("É =?utf-8?Q?https=3A//evil=2Eexample?=")]
    public async Task A_team_named_like_an_encoded_word_is_not_decoded_in_a_subject(string name)
    {
        var json = SampleRosters.Json(("platform", "company"));
        json["teams"]![0]!["name"] = name;
        using var folder = new TempFolder();
        var sender = new EmlFolderSender(folder["mail"]);
        using var house = await new ProductFixture(folder.Path, sender: sender).Start(SampleRosters.Read(json));
        await house.Do(SampleRosters.Platform, new SigningCommand.Void("Merged"));
        await house.OutboxDispatcher.Deliver(Stop);

        var files = Directory.GetFiles(folder["mail"], "*.team-voided.*");
        Assert.NotEmpty(files);
        var subject = $"2026-Q3: {name} voided: nothing to sign there";
        Assert.All(files, f => Assert.Equal(subject, MimeMessage.Load(f, Stop).Subject));
    }

    /// <summary>Everything that a roster lets people name carries an address.</summary>
    private static async Task<ProductFixture> Planted()
    {
        var json = SampleRosters.Json(("checkout", "market"), ("dispatch", "logistics"), ("platform", "company"));
        json["company"] = Sender;
        foreach (var office in new[] { "ceo", "ops" })
            json[office]!["name"] = $"{office} {Placeholder}";
        foreach (var pair in json["pairs"]!.AsArray())
        {
            pair!["product"]!["name"] = $"{pair["id"]} product {Placeholder}";
            pair["technology"]!["name"] = $"{pair["id"]} technology {Placeholder}";
        }
        foreach (var team in json["teams"]!.AsArray())
        {
            team!["name"] = $"{team["id"]} {Placeholder}";
            foreach (var field in new[] { "objective", "metric", "cause", "action" })
                team["outcomes"]![0]![field] = Sender;
        }
        return await new ProductFixture().Start(SampleRosters.Read(json));
    }

    private static async Task Play(ProductFixture house)
    {
        var (pia, tom) = (SampleRosters.Product("market"), SampleRosters.Technology("market"));
        var leader = (await house.Quarter()).Pairs[pia];
        var someone = new Person($"Someone {Placeholder}", "someone@example.com");
        var deputy = new Person($"Deputy {Placeholder}", "deputy@example.com");
        await Done(house.Do(new QuarterCommand.OfFit(new FitConversations.FitCommand.Start(leader, someone))));
        await Done(house.Do(new QuarterCommand.DelegateTo(leader.Id, deputy, new(2026, 10, 1), new(2026, 10, 5))));
        await Done(house.Sign(SampleRosters.Checkout, pia));
        await Done(house.Sign(SampleRosters.Checkout, tom));
        await Done(house.Do(SampleRosters.Checkout, new SigningCommand.Withdraw(pia, leader, Sender)));
        var review = (await house.Quarter()).Reviews[SampleRosters.Checkout];
        var returned = new SigningCommand.Return(tom, SampleRosters.Holder(tom), review.Hash, Sender);
        await Done(house.Do(SampleRosters.Checkout, returned));
        var changed = review.Scorecard.Outcomes[0] with { Actual = 61, Cause = "Not only " + Sender };
        var amended = new SigningCommand.Amend(review.Scorecard with { Outcomes = [changed] }, Sender);
        await Done(house.Do(SampleRosters.Checkout, amended));
        await Done(house.Do(new QuarterCommand.Extend(new(2026, 10, 16), Sender)));
        await Done(house.Do(SampleRosters.Dispatch, new SigningCommand.Void(Sender)));
        await house.OutboxDispatcher.Deliver(Stop);
        for (var day = 0; day < 20; day++)
        {
            house.Time.Advance(TimeSpan.FromDays(1));
            await house.Do(new QuarterCommand.Wake());
        }
        await Done(house.Do(new QuarterCommand.Void(Sender)));
        await house.OutboxDispatcher.Deliver(Stop);
    }

    private static async Task Done(Task<CommandResult> answer) => Assert.IsType<CommandResult.Done>(await answer);

    private static int Tokens(string text) => Token().Count(text);

    [GeneratedRegex("/l/[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();
}
