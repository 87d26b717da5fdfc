using System.Net;
using System.Text.Json.Nodes;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.FitConversations;

/// <summary>Ops start and end fit conversations through the API.</summary>
public sealed class FitApiTests : FitTestBase
{
    [Fact]
    public async Task Ops_start_it_once_and_end_it_and_read_who_answered_and_nothing_more()
    {
        using var ops = Product.Ops();
        Assert.False(
            (bool)
                JsonNode.Parse(await (await ops.PostAsync(Fits, Two(Bea, Ada), Stop)).Content.ReadAsStringAsync(Stop))![
                    "changed"
                ]!
        );
        Assert.Equal((1, "started", false, false), await Status());
        Assert.Equal(HttpStatusCode.NotFound, (await ops.PostAsync(Fits + "/7/end", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ops.PostAsync(Fits + "/x/end", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ops.PostAsync(Fits + "/1/end", null, Stop)).StatusCode);
        Assert.Equal((1, "ended", false, false), await Status());
        await Product.RunDueWork();
        Assert.Equal([Ada, Bea], Product.RecordingSender.Delivered.Where(m => m.Kind == "fit-ended").Select(m => m.To));
    }

    public static TheoryData<string, string, HttpStatusCode> Unsound =>
        new()
        {
            {
                """{"one": {"name": "Ada", "email": "ada@example.org"}}""",
                "$.other",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "ada"}, "other": {"name": "Bea", "email": "bea@example.org"}}""",
                "$.one.email",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "ada@example.org"}, "other": {"name": "Bea", "email": "bea@example.org"}, "three": 3}""",
                "$.three",
                HttpStatusCode.UnprocessableEntity
            },
            {
                """{"one": {"name": "Ada", "email": "a@example.org"}, "other": {"name": "Bea", "email": "A+bea@example.org"}}""",
                "same person",
                HttpStatusCode.UnprocessableEntity
            },
        };

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task Two_people_that_are_not_sound_are_refused_with_what_is_wrong(
        string body,
        string names,
        HttpStatusCode status
    )
    {
        using var ops = Product.Ops();
        var answer = await ops.PostAsync(Fits, new StringContent(body), Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_of_one_name_may_talk_and_ops_are_warned()
    {
        using var ops = Product.Ops();
        var body =
            """{"one": {"name": "Carl Chen", "email": "c1@example.org"}, "other": {"name": "Carl\u00a0Chen", "email": "c2@example.org"}}""";
        var answer = JsonNode.Parse(
            await (await ops.PostAsync(Fits, new StringContent(body), Stop)).Content.ReadAsStringAsync(Stop)
        )!;
        Assert.True((bool)answer["changed"]!);
        Assert.Contains(
            "is also the name of c1@example.org",
            (string)Assert.Single(answer["warnings"]!.AsArray())!["what"]!,
            StringComparison.Ordinal
        );
    }
}
