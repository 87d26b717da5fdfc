using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Tests.Pages;

// Pages that show another form than their own.
internal static partial class Sample
{
    private static class WithActs
    {
        private static readonly (string Page, string Act)[] Acts =
        [
            ("team-your-turn", "return"),
            ("team-signed", "withdraw"),
            ("team-take-over", "agree-to-take-over"),
            ("team-take-over", "take-over"),
            ("team-take-over-proposed-by-you", "withdraw-take-over"),
            ("assessing-sealed", "seal"),
            ("assessing-sealed", "unseal"),
            ("desk-away", "delegate"),
            ("desk-away", "end-delegation-1"),
            ("desk-end-links", "end-links"),
            ("partnership-answered", "answer"),
            ("partnership-proposed", "pledge"),
            ("fit-answered", "answer"),
            ("fit-answered", "end"),
        ];

        public static readonly IReadOnlyDictionary<string, PageModel> All = Whole
            .All.Select(p => KeyValuePair.Create(p.Key, p.Value with { Address = "/page" }))
            .Concat(Acts.Select(a => KeyValuePair.Create($"{a.Page}--{a.Act}", Acting(a.Page, a.Act))))
            .ToDictionary();

        private static PageModel Acting(string page, string act) =>
            Whole.All[page] with
            {
                Address = "/page",
                Act = act,
            };
    }
}
