using Microsoft.Playwright;
using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Links;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Server.Tests.Browser;

/// <summary>Where a way ends on a phone: each page says what happened and what to do.</summary>
public sealed class DeadEndBrowserTests : BrowserTestBase
{
    private const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Dana = "dana@example.org";

    private static readonly PersonId Leader = PersonId.Of(Pia);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A name for the picture, the way there, the headline, and something that can be done.</summary>
    private static readonly (string Name, Func<Visit, Task<string>> Way, string Headline, string WhatToDo)[] Ends =
    [
        ("no-cookie", _ => Task.FromResult("desk"), "Open your link from the mail", "Mail me a fresh link"),
        (
            "garbage",
            _ => Task.FromResult("l/" + new string('A', 43)),
            "This is not a complete link",
            "Mail me a fresh link"
        ),
        ("no-such-page", _ => Task.FromResult("desk/nothing/at/all"), "There is nothing here", "Go to my pages"),
        ("ask", _ => Task.FromResult("link/ask"), "Mail me a fresh link", "Mail me a link"),
        (
            "not-theirs",
            async visit => await Open(visit, Pia, "desk/platform"),
            "There is nothing here",
            "Go to my pages"
        ),
        (
            "not-yet",
            async visit =>
            {
                await Delegate(visit, new(2026, 10, 20));
                return await Open(visit, Dana);
            },
            "This link does not work yet",
            "20 October 2026"
        ),
        (
            "delegation-over",
            async visit =>
            {
                await visit.Do(new QuarterCommand.EndDelegation(Leader, PersonId.Of(Dana)));
                return await Open(visit, Dana);
            },
            "This link no longer opens anything",
            "ask the people who run the reviews"
        ),
        (
            "signed-out",
            async visit =>
            {
                await visit.Page.GotoAsync($"{visit.Product.Url}{await Open(visit, Pia)}");
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
                return "";
            },
            "You are signed out",
            "mail"
        ),
        (
            "idle",
            async visit =>
            {
                await visit.Page.GotoAsync($"{visit.Product.Url}{await Open(visit, Pia)}");
                visit.Product.Time.Advance(TimeSpan.FromHours(13));
                return "desk";
            },
            "You were signed out",
            "Mail me a fresh link"
        ),
        (
            "wrong-codes",
            async visit =>
            {
                await EnterWrongCodes(visit);
                return await Open(visit, Tom);
            },
            "This link has ended",
            "Mail me a fresh link"
        ),
        (
            "ended",
            async visit =>
            {
                var old = await Open(visit, Pia);
                await visit.Do(new QuarterCommand.EndLinks(Leader, "Somebody read her mail"));
                return old;
            },
            "This link has ended",
            "Mail me a fresh link"
        ),
        (
            "voided",
            async visit =>
            {
                await visit.Do(new QuarterCommand.SendFreshLink(Leader, LinkPurpose.Desk));
                await visit.Do(new QuarterCommand.Void("Started by mistake"));
                return await Open(visit, Pia);
            },
            "Hello Pia of market",
            "This quarter was voided. Nothing is waiting for anyone"
        ),
        (
            "expired",
            async visit =>
            {
                visit.Product.Time.Advance(TimeSpan.FromDays(100));
                return await Open(visit, Pia);
            },
            "This link has expired",
            "Mail me a fresh link"
        ),
    ];

    [Fact]
    public async Task Every_dead_end_says_what_happened_and_what_to_do()
    {
        await using var visit = await Visit.Start(SampleRosters.ThreePairsFile);
        var wrong = new List<string>();
        Expecting("404");
        Expecting("401");
        foreach (var (name, way, headline, whatToDo) in Ends)
        {
            await visit.ChangeBrowser();
            await visit.OpenMail(Pia, "invitation");
            CollectErrors(visit.Page);
            if (await way(visit) is { Length: > 0 } address)
                await visit.Page.GotoAsync($"{visit.Product.Url}{address}");
            var (title, text) = (
                await visit.Page.Locator("h1").InnerTextAsync(),
                await visit.Page.Locator("body").InnerTextAsync()
            );
            if (title != headline || !text.Contains(whatToDo, StringComparison.Ordinal))
                wrong.Add($"{name}: {title}: {text}");
            if (name is not "voided" && text.Contains("2026-Q3", StringComparison.Ordinal))
                wrong.Add($"{name} names the quarter to a stranger.");
            await AssertSound(visit.Page, 360);
            await Picture(visit.Page, $"dead-end-{name}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Empty(ConsoleErrors);
    }

    /// <summary>By the newest mail with a way in; <paramref name="page"/> after it.</summary>
    private static async Task<string> Open(Visit visit, string address, string? page = null)
    {
        await visit.Product.RunDueWork();
        var mail = visit
            .Product.RecordingSender.To(address)
            .Last(m => m.Kind is not ("code" or "receipt" or "vouched-for" or "link-ended"));
        if (page is not null)
            await visit.Page.GotoAsync($"{visit.Product.Url}l/{mail.Token}");
        return page ?? $"l/{mail.Token}";
    }

    private static Task Delegate(Visit visit, LocalDate from) =>
        visit.Do(new QuarterCommand.DelegateTo(Leader, new("Dana Diaz", Dana), from, from.PlusDays(5)));

    private static async Task EnterWrongCodes(Visit visit)
    {
        var token = (await Open(visit, Tom))[2..];
        var by = new Credential(PersonId.Of(Tom), LinkTokens.HashOf(token), IssuedAt: 1, new('b', 64));
        var desk = visit.Product.Get<ReviewDesk>();
        for (var tries = 0; tries < 10; tries++)
        {
            if (tries % 5 == 0)
            {
                visit.Product.Time.Advance(TimeSpan.FromMinutes(2));
                await desk.Execute(SampleRosters.Q3, new QuarterCommand.SendCode(by, "a browser"), key: null, Stop);
            }
            await desk.Execute(SampleRosters.Q3, new QuarterCommand.EnterCode(by, "wrong"), key: null, Stop);
        }
    }
}
