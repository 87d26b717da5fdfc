using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Sealed;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Infrastructure.Tests.Storage;

/// <summary>
/// Somebody who can write the database, and holds no key, gets no signature, no link, no mail and no sealed text out of
/// it.
/// </summary>
public abstract class ForgedRecordTests : ForgedRecordTestBase
{
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

        Assert.ThrowsAny<OperatorException>(() => texts.Open(Q3, "ratings/platform/product", there));
        Assert.ThrowsAny<OperatorException>(() => texts.Open(Q3, "ratings/platform/product", here.Split(' ')[1]));

        Assert.Equal("mine", texts.Open(Q3, "ratings/platform/product", here));
        Assert.Contains("Security event row-forged 2026-Q3 sealed", Product.Log.Text, StringComparison.Ordinal);
    }

    private protected async Task<Link> IssuedTo(string address) =>
        (await Product.Get<ILinks>().Find(LinkTokens.HashOf(Product.RecordingSender.To(address).Last().Token), Stop))!;
}

public sealed class SqliteForgedRecordTests : ForgedRecordTests
{
    internal override Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open() => InSqlite();
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

    internal override Task<(Action<IServiceCollection>?, Func<RunningProduct, IForger>)> Open() => InTables(azurite);
}
