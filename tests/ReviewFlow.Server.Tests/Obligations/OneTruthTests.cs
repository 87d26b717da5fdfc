using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Server.Tests.Obligations;

/// <summary>
/// One case after the other: page, mail, <c>quarter status</c> and API tell who owes what in one voice.
/// </summary>
public sealed partial class OneTruthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. OneTruthCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_mail_status_and_API_say_the_same(string name)
    {
        var sees = OneTruthCases.All[name];
        await using var product = await RunningProduct.WithQuarter(sees.Roster);
        await sees.Play(product);
        await product.RunDueWork();

        var mail = product.RecordingSender.To(sees.Reader).Last(m => m.Kind == sees.MailKind);
        Holds(sees.Mail, $"{mail.Subject} {mail.Text}");
        using var browser = product.Browser();
        await browser.Get($"/l/{product.RecordingSender.To(sees.Reader).Last().Token}");
        Holds(
            sees.Page,
            string.Join(' ', (await browser.Get(sees.Path)).Page.Body!.Descendants<IText>().Select(t => t.Data))
        );

        using var ops = product.Ops();
        var status = (await ops.GetFromJsonAsync<JsonNode>("api/quarters/2026-Q3", Stop))!;
        Assert.Equal(sees.Open, status["open"]!.AsArray().Where(IsWanted!).Select(Line!));
        var printed = await CommandLine.Run(
            [("REVIEWFLOW_KEY", product.OpsKey)],
            "quarter",
            "status",
            "2026-Q3",
            "--server",
            product.Url.ToString()
        );
        Assert.Equal("", printed.Error);
        Assert.All(printed.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Holds(sees.Status, printed.Out);
    }

    [Fact]
    public async Task The_list_can_be_narrowed_to_a_person_or_a_pair_and_printed_as_JSON()
    {
        await using var product = await RunningProduct.WithQuarter(ReviewFlow.Testing.SampleRosters.ThreePairsFile);
        var person = await Status(product, "--person", "PRODUCT.MARKET+x@example.com");
        Assert.Contains("Pia of market <product.market@example.com>", person, StringComparison.Ordinal);
        Assert.Contains("Sign (Product, market): Team checkout", person, StringComparison.Ordinal);
        Assert.DoesNotContain("Tom of", person, StringComparison.Ordinal);
        Assert.DoesNotContain("Mails:", person, StringComparison.Ordinal);
        var pair = await Status(product, "--pair", "logistics");
        Assert.Contains("Tom of logistics", pair, StringComparison.Ordinal);
        Assert.DoesNotContain("market", pair, StringComparison.Ordinal);
        Assert.Equal(
            ["product.logistics@example.com", "technology.logistics@example.com"],
            JsonNode
                .Parse(await Status(product, "--pair", "logistics", "--json"))!
                .AsArray()
                .Select(o => (string?)o!["email"])
        );
        Assert.Contains("Nothing is open.", await Status(product, "--person", "nobody"), StringComparison.Ordinal);
        Assert.Contains("Pia of company", await Status(product, "--open"), StringComparison.Ordinal);
    }

    private static async Task<string> Status(RunningProduct product, params string[] narrowed) =>
        (
            await CommandLine.Run(
                [("REVIEWFLOW_KEY", product.OpsKey)],
                ["quarter", "status", "2026-Q3", "--server", product.Url.ToString(), .. narrowed]
            )
        ).Out;

    private static bool IsWanted(JsonNode open) => (string?)open["act"] != "answerPartnershipCheck";

    private static string Line(JsonNode open) =>
        $"{(string?)open["office"] ?? ((string?)open["email"])!.Split('@')[0]}: {open["act"]} "
        + $"{string.Join(' ', open["teams"]!.AsArray().Select(t => t!["id"]))}"
        + $"{((bool)open["pastDue"]! ? ", past due" : "")}";

    private static void Holds(Says says, string text)
    {
        var read = Gaps().Replace(text, " ");
        Assert.All(says.Words, words => Assert.Contains(words, read, StringComparison.Ordinal));
        Assert.All(says.Never, words => Assert.DoesNotContain(words, read, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}

/// <param name="Words">What must be there.</param>
/// <param name="Never">What must not.</param>
internal sealed record Says(string[] Words, params string[] Never);

/// <param name="Play">Brings the quarter to where it is looked at.</param>
/// <param name="Reader">Whose page and mail.</param>
/// <param name="Open">All of the API's list but partnership checks: <c>who: act teams</c>.</param>
internal sealed record OneTruthCase(
    byte[] Roster,
    Func<RunningProduct, Task> Play,
    string Reader,
    string Path,
    Says Page,
    string MailKind,
    Says Mail,
    Says Status,
    string[] Open
);
