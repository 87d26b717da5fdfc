using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ReviewFlow.Obligations;
using ReviewFlow.Scorecards;
using ReviewFlow.Web.Features.Delegations;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Features.Mailbox;
using ReviewFlow.Web.Features.Ops;
using ReviewFlow.Web.Features.Report;
using ReviewFlow.Web.Features.Signing;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Links;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

public class HostileTextTests
{
    public static TheoryData<string> Texts =>
        [
            "<script>alert(1)</script>",
            "\"'><img src=x onerror=alert(1)>",
            "</textarea></form><form action=//evil.example>",
            "--><svg/onload=alert(1)>",
            "\u202Etxet desrever\u202C \u2066x\u2069",
            new string('x', 10_000),
            "\r\n\r\n\0",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task What_people_type_stays_text(string typed)
    {
        foreach (var model in Everywhere(typed))
        {
            var page = await Drawn.Document(model);

            Assert.Empty(page.QuerySelectorAll("script, img, [onerror], [onload], form[action*=evil]"));
            Assert.DoesNotContain(page.DocumentElement.TextContent, c =>
                c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
            );
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("not an address")]
    public async Task Evidence_that_is_no_web_address_never_becomes_a_link(string url)
    {
        var page = await Drawn.Document(
            Sample.Team with
            {
                Outcomes = [Sample.Outcomes[0] with { Evidence = new("the dashboard", url) }],
            }
        );

        Assert.Empty(page.QuerySelectorAll(".evidence a"));
        Assert.Contains("the dashboard", page.QuerySelector(".evidence")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-40)]
    [InlineData(1e9)]
    public async Task A_bar_stays_on_its_track_whatever_was_reached(double reached)
    {
        var page = await Drawn.Document(
            Sample.Team with
            {
                Outcomes = [Sample.Outcomes[0] with { Reached = reached }],
            }
        );
        var bar = page.QuerySelector(".bar .reach")!;

        Assert.InRange(Percent(bar, "x"), 0, 100);
        Assert.InRange(Percent(bar, "x") + Percent(bar, "width"), 0, 100.01);
        Assert.DoesNotContain("NaN", page.QuerySelector(".bar")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    private static double Percent(IElement element, string name) =>
        double.Parse(element.GetAttribute(name)!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<PageModel> Everywhere(string typed)
    {
        var frame = new Frame(typed, typed, typed, typed, "/desk");
        var team = new HomeTeam(typed, "/teams/x", typed, typed, new(1, 1, 1), typed, true, typed);
        var seat = new SeatModel(typed, SeatState.Signed, typed, typed, true);
        yield return new HomeModel(
            frame,
            [typed],
            HomeStage.Signing,
            new(1, 2),
            new(typed, IsPast: false),
            [team],
            [team],
            [team],
            EndLinks: new("/x", typed)
        );
        yield return new HomeModel(frame, [], HomeStage.Signing, new(1, 2), new(typed, IsPast: true), [], [], [])
        {
            StandsInFor = [new(typed, typed, typed)],
            Away = new(
                typed,
                [new(typed, typed, [typed], typed, "/x", typed)],
                new(
                    "/x",
                    typed,
                    typed,
                    typed,
                    typed,
                    typed,
                    typed,
                    new Dictionary<string, string> { [DelegationFields.NameId] = typed }
                )
            ),
            Refusal = new(typed, [new(typed, DelegationFields.NameId)]),
            Receipt = new(typed, typed, 1),
        };
        yield return new HomeModel(frame, [typed], HomeStage.Voided, new(1, 2), null, [], [], [], VoidReason: typed);
        yield return new TeamModel(
            frame,
            typed,
            typed,
            1,
            new(typed, typed),
            typed,
            typed,
            true,
            new(1, 0, 0),
            [new(typed, typed, seat, seat, typed, typed)],
            [
                new(
                    typed,
                    typed,
                    typed,
                    typed,
                    typed,
                    typed,
                    OutcomeStatus.Missed,
                    0.1,
                    new(typed, typed, typed),
                    new(typed, "https://example.com/"),
                    typed
                ),
            ],
            new(typed, typed, typed),
            new(1, typed, [new(typed, typed, typed)]),
            new(typed, typed, typed),
            new("/x", typed, typed, typed, 1, typed, false, typed),
            new("/x", typed, typed, typed, typed),
            new("/x", typed, typed, typed, typed),
            new(1, 2, new(typed, "/x"), new(typed, "/x")),
            new(typed, typed, 1, new(typed, "/x")),
            new(typed, [new(typed, FieldIds.Confirmed)])
        )
        {
            StandsIn = new(typed, typed, typed),
            TakeOver = new(
                "/x",
                typed,
                typed,
                typed,
                true,
                typed,
                typed,
                new(typed, typed, typed, typed),
                new(typed, typed, typed, typed),
                typed,
                typed,
                typed,
                typed
            ),
        };
        foreach (
            var assessed in new[]
            {
                SampleAssessments.Blind(typed),
                SampleAssessments.Sealed(typed),
                SampleAssessments.Revealed(typed),
                SampleAssessments.Settled(typed),
                SampleAssessments.Joint(typed),
            }
        )
            yield return assessed;
        yield return SampleAssessments.Blind() with
        {
            Refusal = new(typed, [new(typed)]) { Kept = [typed] },
        };
        yield return new DeadLinkModel(new(typed), LinkState.Expired, new("/x", typed));
        yield return HeldSamples.Code(typed);
        yield return new AskForLinkModel(new(typed), typed, typed);
        yield return new NoticeModel(new(typed), NoticeKind.Failed, typed, 15, new(typed, "/x"));
        yield return new OutboxModel(new(typed), [new(typed, typed, typed, "/x")]);
        yield return new MailModel(new(typed), typed, [new(typed, typed)], "/x", typed, [new(typed, "/x")], "/mail");
        yield return new ReportModel(frame, new(1, 2), new("/x", typed, 1, typed, typed));
        yield return new ReportModel(frame, new(1, 2), null, typed);
        yield return new OpsModel(
            frame,
            new(1, 2),
            new(typed, IsPast: true),
            new(new(1, 2, 1, 1, 1), [new(typed, typed, typed)], [new(typed, typed, typed)]),
            null,
            typed
        );
    }
}
