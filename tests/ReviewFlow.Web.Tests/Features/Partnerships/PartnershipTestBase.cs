using System.Text;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Features.Partnerships;

/// <summary>Two leaders and the check of their partnership.</summary>
public abstract class PartnershipTestBase : IAsyncLifetime
{
    private protected const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Above = "product.company@example.com";

    private protected const string Check = "/desk/partnership/market",
        Answer = Check + "/answer",
        Propose = Check + "/pledge",
        Confirm = Check + "/confirm";

    private protected static readonly SeatOf ProductSeat = SampleRosters.Product("market"),
        TechnologySeat = SampleRosters.Technology("market");

    private protected RunningProduct Product { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Product = await RunningProduct.WithQuarter(Joint("2026-Q3"));

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static byte[] Joint(string quarter)
    {
        var json = SampleRosters.Json(("checkout", "market"), ("platform", "company"));
        (json["quarter"], json["assessment"]) = (quarter, "joint");
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private protected static (string, string)[] Answers(string answer) =>
        [
            .. ((string[])["oneBudget", "onePlan", "noSurprises", "settledBetweenUs", "defendPartner"]).Select(s =>
                (s, answer)
            ),
        ];

    private protected Task Do(SeatOf seat, Agreement answer, QuarterId? quarter = null, RunningProduct? @in = null) =>
        Do(
            new PartnershipCommand.Answer(
                seat,
                SampleRosters.Holder(seat),
                new([.. PartnershipSheet.Statements.Select(_ => answer)], Salt())
            ),
            quarter,
            @in
        );

    private protected async Task Do(
        PartnershipCommand command,
        QuarterId? quarter = null,
        RunningProduct? @in = null
    ) =>
        Assert.IsType<ReviewFlow.Application.Desk.CommandResult.Done>(
            await (@in ?? Product)
                .Get<ReviewDesk>()
                .Execute(quarter ?? SampleRosters.Q3, new QuarterCommand.OfPair(command), null, Stop)
        );

    private protected static string Salt() =>
        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
