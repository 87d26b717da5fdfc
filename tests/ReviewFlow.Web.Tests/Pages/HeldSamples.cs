using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

/// <summary>Forms on their way: what was typed waits for a code, a link or our records.</summary>
internal static class HeldSamples
{
    public static HeldFormModel Code(string typed = "Refunds took nine days in July; we agreed on two.") =>
        new(
            new Frame(
                "Enter the code we mailed you",
                "2026-Q3",
                "Example Delivery",
                "Pia Product",
                Ops: "Omar Ops (ops@example.com)"
            ),
            Form(typed),
            HeldUntil.Code,
            "To record this from a new browser, we need to know that it is you.",
            Code: new("pia@example.com", "3f9a2c")
        );

    public static HeldFormModel Link() =>
        Code() with
        {
            Frame = new Frame("Open your link again"),
            Until = HeldUntil.Link,
            Lead = "Nothing was recorded yet, and nothing you typed is lost.",
            Code = null,
            MaySendLink = true,
        };

    public static HeldFormModel Records() =>
        Link() with
        {
            Frame = new Frame("Not recorded yet"),
            Until = HeldUntil.Records,
            Lead = "We cannot reach our records at the moment.",
            MaySendLink = false,
            Reference = "0HN7",
        };

    private static HeldForm Form(string typed) =>
        new(
            "/desk/checkout/return",
            [new(Fields.Token, Sample.Token), new(Fields.Hash, new('a', 64)), new(Fields.Reason, typed)],
            [typed]
        );
}
