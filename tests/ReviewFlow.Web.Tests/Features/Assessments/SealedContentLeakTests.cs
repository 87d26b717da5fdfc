using CsCheck;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// Whatever leaders and ops do in whatever order, nobody but its own seat reads a rating before both have sealed, and
/// what was never revealed is read by nobody ever. Every note is a text of its own; after each step everything that is
/// written or shown is searched for it.
/// </summary>
public sealed class SealedContentLeakTests(Azurite azurite) : LeakStoryTestBase(azurite)
{
    public static TheoryData<uint> Seeds =>
        [
            .. Enumerable.Range(2, 3).Select(i => new TheoryDataRow<uint>((uint)i)),
            .. Enumerable.Range(5, 5).Select(i => new TheoryDataRow<uint>((uint)i).WithTrait("Set", "Full")),
        ];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Whatever_is_done_in_whatever_order(uint seed)
    {
        await using var product = await RunningProduct.WithQuarter(Roster);
        await Tell(product, new SqliteShelf(product.Folder), seed);
    }

    /// <summary>As on Azure: every entity of the table and every blob is searched as well.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12, Traits = new[] { "Set", "Full" })]
    public async Task Whatever_is_done_in_whatever_order_over_tables(uint seed)
    {
        var shelf = await TableShelf.Fresh(Azurite);
        await using var product = await RunningProduct.WithQuarter(Roster, more: shelf.Furnish);
        await Tell(product, shelf, seed);
        Assert.False(File.Exists(Path.Combine(product.Folder, "reviewflow.db")), "The story went to another store.");
    }

    private static async Task Tell(RunningProduct product, IShelf shelf, uint seed)
    {
        using var watch = new SecretScanner(product, shelf);
        using var forms = new PostedForms(product);
        var planted = 0;
        foreach (var (step, a, b) in Story.Generate(new PCG(seed, 2026), null, out _))
        {
            foreach (
                var command in await Commands(product, watch, forms, step, a, b, () =>
                    $"Zebra-{seed}-{planted++}-{Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))}"
                )
            )
                await Send(product, watch, forms, command);
            await product.RunDueWork();
            Assert.Null(await watch.FirstLeak());
        }
        Assert.True(watch.Planted > 3, "The story sealed too little to show anything.");
        Assert.True(forms.Sent > 3, "The story sent too few forms to show anything.");
    }
}
