using CsCheck;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>A leak that is planted is found, and what others see does not depend on what was sealed.</summary>
public sealed class LeakDetectionTests(Azurite azurite) : LeakStoryTestBase(azurite)
{
    [Fact]
    public async Task A_leak_is_found_wherever_it_is()
    {
        await using var product = await RunningProduct.WithQuarter(Roster);
        using var watch = new SecretScanner(product, new SqliteShelf(product.Folder));
        var review = (await Quarter(product)).Reviews[SampleRosters.Checkout];
        var sheet = watch.Plant(review, Seat.Product, JointQuarter.Sheet(review, "mm", "Zebra-in-the-open"));
        Assert.IsType<CommandResult.Done>(
            await product
                .Get<ReviewDesk>()
                .Execute(
                    SampleRosters.Q3,
                    new QuarterCommand.OfTeam(review.Team, JointQuarter.Seal(review, Seat.Product, sheet)),
                    null,
                    Stop
                )
        );
        await product.RunDueWork();
        Assert.Null(await watch.FirstLeak());

        // A reader that prints what is in the sealed store for the seat of the partner.
        watch.More = async () =>
            (
                "the partner's page",
                string.Join(
                    ' ',
                    (
                        await product.Get<SealedContent>().Find(await Quarter(product), review.Team, Seat.Product, Stop)
                    )!.Ratings
                )
            );
        Assert.Contains("the partner's page", await watch.FirstLeak(), StringComparison.Ordinal);
        watch.More = null;

        var file = Path.Combine(product.Folder, "reports", "draft.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"… {sheet.Ratings[1].Note} …", System.Text.Encoding.Unicode, Stop);
        Assert.Contains("draft.txt", await watch.FirstLeak(), StringComparison.Ordinal);
        File.Delete(file);

        using (
            var knife = new Microsoft.Data.Sqlite.SqliteConnection(
                $"Data Source={Path.Combine(product.Folder, "reviewflow.db")};Pooling=False"
            )
        )
        {
            await knife.OpenAsync(Stop);
            using var cut = knife.CreateCommand();
            cut.CommandText =
                "INSERT INTO sealed (quarter, slot, text) VALUES ('2026-Q3', 'ratings/checkout/left-behind', $1)";
            cut.Parameters.AddWithValue("$1", "x");
            await cut.ExecuteNonQueryAsync(Stop);
        }
        Assert.Contains("safe", await watch.FirstLeak(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leak_into_a_row_or_a_blob_is_found()
    {
        var shelf = await TableShelf.Fresh(Azurite);
        await using var product = await RunningProduct.WithQuarter(Roster, more: shelf.Furnish);
        using var watch = new SecretScanner(product, shelf);
        using var forms = new PostedForms(product);
        var review = (await Quarter(product)).Reviews[SampleRosters.Checkout];
        await Send(
            product,
            watch,
            forms,
            new QuarterCommand.OfTeam(
                review.Team,
                JointQuarter.Seal(
                    review,
                    Seat.Product,
                    watch.Plant(review, Seat.Product, JointQuarter.Sheet(review, "mm", "Zebra-in-the-open"))
                )
            )
        );
        Assert.Null(await watch.FirstLeak());

        var row = new Azure.Data.Tables.TableEntity("2026-Q3", "left-behind")
        {
            ["Text00"] = TableShelf.Pack("… Zebra-in-the-open …"),
        };
        await shelf.Table.AddEntityAsync(row, Stop);
        Assert.Contains("left-behind", await watch.FirstLeak(), StringComparison.Ordinal);
        await shelf.Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Stop);

        await shelf.Containers[0].UploadBlobAsync("draft", BinaryData.FromString("… Zebra-in-the-open …"), Stop);
        Assert.Contains("the blob draft", await watch.FirstLeak(), StringComparison.Ordinal);
        await shelf.Containers[0].DeleteBlobAsync("draft", cancellationToken: Stop);

        await shelf.Table.AddEntityAsync(new Azure.Data.Tables.TableEntity("2026-Q3", "sealed-left-behind"), Stop);
        Assert.Contains("safe", await watch.FirstLeak(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_see_does_not_depend_on_what_was_sealed()
    {
        var seen = await Task.WhenAll(Seen("mm", "Fine"), Seen("xp", new string('n', 900)));
        Assert.Equal(seen[0], seen[1]);

        static async Task<string[]> Seen(string ratings, string note)
        {
            await using var product = await RunningProduct.WithQuarter(Roster);
            var shelf = new SqliteShelf(product.Folder);
            using var watch = new SecretScanner(product, shelf);
            var all = new List<string>();
            foreach (
                var (step, seat) in new[]
                {
                    (Do.Seal, Seat.Product),
                    (Do.Seal, Seat.Product),
                    (Do.Unseal, Seat.Product),
                    (Do.Seal, Seat.Technology),
                }
            )
            {
                var review = (await Quarter(product)).Reviews[SampleRosters.Checkout];
                ReviewCommand command =
                    step == Do.Seal
                        ? JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, ratings, note))
                        : JointQuarter.Unseal(review, seat);
                Assert.IsType<CommandResult.Done>(
                    await product
                        .Get<ReviewDesk>()
                        .Execute(SampleRosters.Q3, new QuarterCommand.OfTeam(review.Team, command), null, Stop)
                );
                product.Time.Advance(TimeSpan.FromHours(40));
                await product.RunDueWork();
                foreach (
                    var (where, text) in await watch.Shown(
                        except: SampleRosters.Holder(JointQuarter.Of(review, seat)).Email
                    )
                )
                    all.Add($"{where}: {SecretScanner.WithoutChance(text)}");
                all.AddRange(await shelf.Rows("SELECT slot || ' ' || length(text) FROM sealed ORDER BY slot"));
            }
            return [.. all];
        }
    }
}
