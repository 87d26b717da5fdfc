using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Operators;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>Each call wants a scope, says who lacks it, and is recorded under the name of who made it.</summary>
public sealed class OperatorApiTests : ApiTestBase
{
    private const string None = "{}";

    /// <summary>Method, address, scope: every route of the API, each of them once.</summary>
    public static TheoryData<string, string, Scope> Calls =>
        new()
        {
            { "POST", "/api/quarters", Scope.Run },
            { "POST", "/api/quarters?dryRun=true", Scope.Run },
            { "GET", "/api/quarters", Scope.Read },
            { "GET", Q, Scope.Read },
            { "GET", Q + "/report.pdf", Scope.Read },
            { "GET", Q + "/ledger", Scope.Ledger },
            { "POST", Q + "/void", Scope.Void },
            { "POST", Q + "/teams/checkout/void", Scope.Void },
            { "POST", Q + "/extend", Scope.Run },
            { "POST", Q + "/calendar/holidays", Scope.Run },
            { "POST", Q + "/office", Scope.People },
            { "POST", Q + "/remind", Scope.Run },
            { "PUT", Q + "/teams/checkout/scorecard", Scope.Run },
            { "POST", Q + "/restored", Scope.Run },
            { "POST", Q + "/links/end", Scope.Run },
            { "POST", Q + "/vouch", Scope.Run },
            { "POST", Q + "/fits", Scope.Run },
            { "POST", Q + "/fits/1/end", Scope.Run },
            { "POST", Q + "/erase", Scope.People },
        };

    [Theory, MemberData(nameof(Calls))]
    public async Task A_call_passes_with_its_scope_and_with_no_other(string method, string address, Scope scope)
    {
        var before = await Product.Footprint();
        foreach (var held in Scopes.All)
        {
            var (code, text) = await SendAs(Add(held.Name(), held), method, address);
            Assert.True(held == scope == (code is not HttpStatusCode.Forbidden), $"{held}: {(int)code} {text}");
            if (held == scope)
                continue;
            var problem = JsonNode.Parse(text)!;
            Assert.Equal("urn:reviewflow:noScope", (string?)problem["type"]);
            Assert.StartsWith(
                $"The operator {held.Name()} does not have the scope {scope.Name()},",
                (string?)problem["title"],
                StringComparison.Ordinal
            );
            Assert.Contains("Whoever runs the server can give it", (string?)problem["title"], StringComparison.Ordinal);
        }
        Assert.Equal(before, await Product.Footprint());
    }

    [Fact]
    public void Every_route_of_the_api_is_in_the_table_of_calls() =>
        Assert.Equal(
            Product
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))
                .Select(e =>
                    $"{e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single()} {e.RoutePattern.RawText}"
                )
                .Order(StringComparer.Ordinal),
            Calls
                .Select(c => $"{c.Data.Item1} {Route(c.Data.Item2)}")
                .Where(c => !c.Contains('?', StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("expired", "urn:reviewflow:expiredKey", "The last day of the operator anna was 2026-10-02.")]
    [InlineData("ended", "urn:reviewflow:endedKey", "The operator anna has ended, and this key with it.")]
    [InlineData("replaced", "urn:reviewflow:replacedKey", "This key of the operator anna was replaced.")]
    [InlineData("nearly", "urn:reviewflow:noKey", "Send an operator's key in the header x-functions-key.")]
    [InlineData("none", "urn:reviewflow:noKey", "Send an operator's key in the header x-functions-key.")]
    public async Task A_key_that_is_over_is_told_so_to_who_sends_exactly_that_key(string what, string type, string says)
    {
        var key = Changes.Add("anna", [Scope.Read], new LocalDate(2026, 10, 2)).Key!;
        Assert.Equal(HttpStatusCode.OK, (await SendAs(key, "GET", Q)).Code);
        switch (what)
        {
            case "expired":
                Product.Time.Advance(TimeSpan.FromDays(2));
                break;
            case "ended":
                Changes.End("anna", "She left");
                break;
            case "replaced":
                Changes.Rotate("anna", TimeSpan.Zero);
                break;
            case "nearly":
                Changes.End("anna", "She left");
                key = key[..^1];
                break;
            default:
                key = "";
                break;
        }
        var (code, text) = await SendAs(key, "GET", Q);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((HttpStatusCode.Unauthorized, type), (code, (string?)problem["type"]));
        Assert.StartsWith(says, (string?)problem["title"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_server_takes_a_rotation_and_a_kept_key_without_a_restart()
    {
        Changes.Rotate(OperatorKeys.First, TimeSpan.FromHours(2));
        var next = (await File.ReadAllTextAsync(OperatorKeys.FileIn(Product.Folder), Stop)).Trim();
        Assert.Equal(HttpStatusCode.OK, (await SendAs(next, "GET", Q)).Code);
        Assert.Equal(HttpStatusCode.OK, (await SendAs(Product.OpsKey, "GET", Q)).Code);
        Product.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAs(Product.OpsKey, "GET", Q)).Code);
    }

    [Theory]
    [InlineData("POST", Q + "/extend", "{\"to\":\"2026-10-20\"}")]
    [InlineData("POST", Q + "/teams/checkout/void", "{\"reason\":\"Merged\"}")]
    [InlineData("POST", Q + "/links/end", "{\"email\":\"ada.kovacs@example.com\",\"reason\":\"Lost\"}")]
    [InlineData("POST", Q + "/void", "{\"reason\":\"Wrong roster\"}")]
    public async Task The_ledger_names_who_did_it(string method, string address, string body)
    {
        var entries = (await Ledger()).Count;
        var (code, text) = await SendAs(
            Changes.Add("Anna Berg", Scopes.All, expires: null).Key!,
            method,
            address,
            body.Replace("ada.kovacs@example.com", Leader, StringComparison.Ordinal)
        );
        Assert.True(code == HttpStatusCode.OK, text);
        Assert.Equal(new Actor.Operator("Anna Berg"), (await Ledger())[entries].Actor);
        Assert.Equal(new Actor.Operator("ops"), (await Ledger())[0].Actor);
    }

    [Fact]
    public async Task Where_the_operators_were_forged_no_key_opens_and_the_log_says_so()
    {
        var file = OperatorFile.PathIn(Product.Folder);
        await File.AppendAllTextAsync(file, "{\"added\":\"eve\"}\n", Stop);
        var (code, text) = await SendAs(Product.OpsKey, "GET", Q);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.DoesNotContain("operators", text, StringComparison.Ordinal);
        Assert.Contains("line 2 does not fit", Product.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Security event row-forged", Product.Log.Text, StringComparison.Ordinal);
    }

    private static string Route(string address) =>
        address
            .Replace("2026-Q3", "{q}", StringComparison.Ordinal)
            .Replace("checkout", "{t}", StringComparison.Ordinal)
            .Replace("/1/", "/{n}/", StringComparison.Ordinal);

    private static string Leader => SampleRosters.Holder(SampleRosters.Product("market")).Email;

    private OperatorChanges Changes => OperatorChanges.In(Product.Folder, Product.Time);

    private string Add(string name, Scope scope) => Changes.Add(name, [scope], expires: null).Key!;

    private Task<IReadOnlyList<LedgerEntry>> Ledger() => Product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);

    private async Task<(HttpStatusCode Code, string Text)> SendAs(
        string key,
        string method,
        string address,
        string body = None
    )
    {
        using var http = Product.Ops(key);
        using var request = new HttpRequestMessage(new(method), address)
        {
            Content = method == "GET" ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        using var reply = await http.SendAsync(request, Stop);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Stop));
    }
}
