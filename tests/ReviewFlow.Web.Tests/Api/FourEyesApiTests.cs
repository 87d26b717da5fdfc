using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Settings;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Api;

/// <summary>With <c>ReviewFlow__FourEyes=void</c> a quarter is voided by two operators.</summary>
public sealed class FourEyesApiTests : IAsyncLifetime
{
    private const string Q = "/api/quarters/2026-Q3";
    private RunningProduct _product = null!;
    private readonly Dictionary<string, string> _keys = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.WithQuarter(SampleRosters.ThreePairsFile, more: services =>
            services.AddSingleton(
                new ReviewFlowSettings { PublicUrl = new("http://localhost/"), FourEyes = [FourEyesVerb.Void] }
            )
        );
        foreach (var name in new[] { "anna", "ben" })
            _keys[name] = OperatorChanges
                .In(_product.Folder, _product.Time)
                .Add(name, [Scope.Read, Scope.Void], expires: null)
                .Key!;
    }

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task The_first_call_waits_and_the_same_one_of_another_operator_carries_it_out()
    {
        var first = await Void("anna", "Wrong roster");
        Assert.Equal((HttpStatusCode.Accepted, true), (first.Code, (bool)first.Json["changed"]!));
        var waits = first.Json["waits"]!;
        Assert.Equal(
            ("void", "anna", "Wrong roster", "2026-10-08T06:00:00Z"),
            ((string)waits["verb"]!, (string)waits["operator"]!, (string)waits["reason"]!, (string)waits["until"]!)
        );
        Assert.Contains("a second operator: anna asked", (string?)waits["sentence"], StringComparison.Ordinal);
        Assert.Equal("open", await Stage());

        var before = await _product.Footprint();
        var again = await Void("anna", " Wrong roster\r\n");
        Assert.Equal((HttpStatusCode.Accepted, false), (again.Code, (bool)again.Json["changed"]!));
        Assert.Equal(before, await _product.Footprint());

        var second = await Void("ben", "Wrong roster");
        Assert.Equal(HttpStatusCode.OK, second.Code);
        Assert.Null(second.Json["waits"]);
        Assert.Equal("voided", await Stage());
        Assert.Equal(
            [("SecondOperatorAsked", "anna"), ("SecondOperatorAgreed", "ben"), ("QuarterVoided", "ben")],
            (await Ledger())
                .SkipWhile(e => e.Event is not SecondOperatorAsked)
                .Select(e => (e.Event.GetType().Name, ((Actor.Operator)e.Actor).Name))
        );
        Assert.Equal(HttpStatusCode.OK, (await Void("anna", "Wrong roster")).Code);
    }

    [Fact]
    public async Task Another_reason_waits_by_itself_and_says_which_one_was_given()
    {
        await Void("anna", "Wrong roster");
        var other = await Void("ben", "It is the wrong one");
        Assert.Equal(HttpStatusCode.Accepted, other.Code);
        Assert.EndsWith(
            "anna asked for the same with another reason. To agree, give exactly this one: Wrong roster",
            (string?)other.Json["waits"]!["sentence"],
            StringComparison.Ordinal
        );
        Assert.Equal("open", await Stage());
        Assert.Equal(HttpStatusCode.OK, (await Void("anna", "It is the wrong one")).Code);
        Assert.Equal("voided", await Stage());
    }

    [Fact]
    public async Task After_seven_days_it_is_as_if_nobody_had_asked()
    {
        await Void("anna", "Wrong roster");
        _product.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.Accepted, (await Void("ben", "Wrong roster")).Code);
        Assert.Equal("open", await Stage());
        Assert.Single((await Status())["waits"]!.AsArray(), w => (string)w!["operator"]! == "ben");
    }

    [Fact]
    public async Task What_the_setting_does_not_name_needs_one_operator_and_what_is_amiss_waits_for_none()
    {
        var team = await Call("anna", "/teams/checkout/void", "{\"reason\":\"Merged\"}");
        Assert.Equal(HttpStatusCode.OK, team.Code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Call("anna", "/void", "{}")).Code);
        Assert.Empty((await Status())["waits"]!.AsArray());
    }

    private Task<(HttpStatusCode Code, JsonNode Json)> Void(string name, string reason) =>
        Call(name, "/void", new JsonObject { ["reason"] = reason }.ToJsonString());

    private async Task<(HttpStatusCode Code, JsonNode Json)> Call(string name, string verb, string body)
    {
        using var http = _product.Ops(_keys[name]);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var reply = await http.PostAsync(new Uri(Q + verb, UriKind.Relative), content, Stop);
        return (reply.StatusCode, JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!);
    }

    private async Task<JsonNode> Status()
    {
        using var http = _product.Ops(_keys["ben"]);
        return JsonNode.Parse(await http.GetStringAsync(new Uri(Q, UriKind.Relative), Stop))!;
    }

    private async Task<string?> Stage() => (string?)(await Status())["stage"];

    private Task<IReadOnlyList<LedgerEntry>> Ledger() => _product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
}
