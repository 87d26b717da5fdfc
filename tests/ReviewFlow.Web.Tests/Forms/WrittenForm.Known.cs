using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;

namespace ReviewFlow.Web.Tests.Forms;

// The forms, and what is typed into them.
internal sealed partial class WrittenForm
{
    /// <param name="Person">Who writes.</param>
    /// <param name="Page">Where the form is.</param>
    /// <param name="Action">Where it posts.</param>
    /// <param name="Typed">What they fill in; what is longer than a word has to be found again.</param>
    /// <param name="Wrong">What in its place is refused field by field; null leaves a field out.</param>
    private sealed record Its(
        string Person,
        string Page,
        string Action,
        Dictionary<string, string> Typed,
        (string Field, string? Value) Wrong,
        Func<WrittenForm, Task>? Prepared = null
    );

    private static readonly string Endless = " and so on".PadLeft(6000, '.');

    private static readonly Dictionary<string, Its> Known = new()
    {
        ["seal"] = new(
            Pia,
            "/desk/checkout",
            "/desk/checkout/seal",
            new()
            {
                ["rating-growth"] = "met",
                ["note-growth"] = "We moved the whole market",
                ["rating-quality"] = "met",
                ["note-quality"] = "Fewer complaints than ever",
            },
            ("rating-quality", null)
        ),
        ["settle"] = new(
            Pia,
            "/desk/checkout",
            "/desk/checkout/settle",
            new()
            {
                ["rating-quality"] = "partly",
                ["rationale-quality"] = "Half of it is ours",
                ["share-growth"] = "We asked too late",
                ["change-growth"] = "We ask in the first week",
                ["meetings"] = "3",
            },
            ("meetings", "three"),
            async form =>
            {
                await form.Seal(Seat.Product, "pm");
                await form.Seal(Seat.Technology, "pp");
            }
        ),
        ["return"] = new(
            Pia,
            "/desk/checkout?act=return",
            "/desk/checkout/return",
            new() { ["reason"] = "The target was another one" },
            ("reason", "The target was another one" + Endless)
        ),
        ["withdraw"] = new(
            Pia,
            "/desk/checkout?act=withdraw",
            "/desk/checkout/withdraw",
            new() { ["reason"] = "I signed the wrong team" },
            ("reason", "I signed the wrong team" + Endless),
            async form => await form.Sign()
        ),
        ["take-back-return"] = new(
            Pia,
            "/desk/checkout?act=take-back-return",
            "/desk/checkout/take-back-return",
            new() { ["reason"] = "It was meant for platform" },
            ("reason", "It was meant for platform" + Endless),
            async form => await form.Return()
        ),
        ["take-over"] = new(
            Chief,
            "/desk/checkout?act=take-over",
            "/desk/checkout/take-over",
            new() { ["reason"] = "Both are away until November" },
            ("reason", "Both are away until November" + Endless)
        ),
        ["delegate"] = new(
            Pia,
            "/desk?act=delegate",
            "/delegate",
            new()
            {
                ["name"] = "Dana of Delegation",
                ["email"] = "dana.delegate@example.org",
                ["from"] = "2026-10-01",
                ["until"] = "2026-10-09",
            },
            ("until", "2026-09-01")
        ),
        ["pledge"] = new(
            Pia,
            "/desk/partnership/market?act=pledge",
            "/desk/partnership/market/pledge",
            new() { ["pledge"] = "We plan every week together" },
            ("pledge", "We plan every week together" + Endless),
            async form =>
            {
                await form.AnswerCheck(Seat.Product);
                await form.AnswerCheck(Seat.Technology);
            }
        ),
        ["fit answer"] = new(
            Ada,
            "/fit/1",
            "/fit/1/answer",
            new()
            {
                ["words-productStrategy"] = "Fewer bets and larger ones",
                ["alike-productStrategy"] = "yes",
                ["words-culture"] = "We say what is hard",
                ["alike-culture"] = "yes",
                ["words-business"] = "We know what a customer costs",
                ["alike-business"] = "yes",
                ["words-whatWeBuild"] = "What is used every day",
                ["alike-whatWeBuild"] = "partly",
            },
            ("alike-whatWeBuild", null),
            async form =>
                await form.Do(new QuarterCommand.OfFit(new FitCommand.Start(new("Ada", Ada), new("Bea", Bea))))
        ),
    };

    private async Task Seal(Seat seat, string ratings)
    {
        var review = await Review();
        await Do(
            new QuarterCommand.OfTeam(
                review.Team,
                JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, ratings, "As I saw it"))
            )
        );
    }

    private async Task Sign()
    {
        var (review, seat) = (await Review(), SampleRosters.Product("market"));
        await Do(
            new QuarterCommand.OfTeam(
                review.Team,
                new SigningCommand.SignOff(seat, SampleRosters.Holder(seat), review.Hash)
            )
        );
    }

    private async Task Return()
    {
        var (review, seat) = (await Review(), SampleRosters.Product("market"));
        await Do(
            new QuarterCommand.OfTeam(
                review.Team,
                new SigningCommand.Return(seat, SampleRosters.Holder(seat), review.Hash, "Look again")
            )
        );
    }

    private Task AnswerCheck(Seat side)
    {
        var seat = side == Seat.Product ? SampleRosters.Product("market") : SampleRosters.Technology("market");
        var sheet = new PartnershipSheet([.. PartnershipSheet.Statements.Select(_ => Agreement.Yes)], new('a', 64));
        return Do(new QuarterCommand.OfPair(new PartnershipCommand.Answer(seat, SampleRosters.Holder(seat), sheet)));
    }
}
