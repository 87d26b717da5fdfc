using CsCheck;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.TakeOvers;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Azure;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// Whatever leaders and ops do in whatever order, nobody but its own seat reads a rating before both have sealed, and
/// what was never revealed is read by nobody ever. Every note is a text of its own; after each step everything that is
/// written or shown is searched for it.
/// </summary>
public sealed class SealedContentLeakTests(Azurite azurite)
{
    private enum Do
    {
        Seal,
        SealBoth,
        Unseal,
        Next,
        Conclude,
        Sign,
        Return,
        Amend,
        TakeOver,
        Delegate,
        EndDelegation,
        Time,
        VoidTeam,
        VoidAndStart,
    }

    private static readonly Gen<Do> Steps = Gen.Frequency(
        (12, Do.Seal),
        (3, Do.SealBoth),
        (4, Do.Unseal),
        (5, Do.Next),
        (2, Do.Conclude),
        (3, Do.Sign),
        (2, Do.Return),
        (2, Do.Amend),
        (2, Do.TakeOver),
        (2, Do.Delegate),
        (1, Do.EndDelegation),
        (3, Do.Time),
        (1, Do.VoidTeam),
        (1, Do.VoidAndStart)
    );

    private static readonly Gen<(Do Step, int A, int B)[]> Story = Gen.Select(
        Steps,
        Gen.Int[0, 11],
        Gen.Int[0, 11]
    ).Array[14, 22];

    private static readonly byte[] Roster = JointQuarter.File(("checkout", "market"), ("platform", "company"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<uint> Seeds => [.. Enumerable.Range(2, 8).Select(i => (uint)i)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Whatever_is_done_in_whatever_order(uint seed)
    {
        await using var product = await RunningProduct.WithQuarter(Roster);
        await Tell(product, new SqliteShelf(product.Folder), seed);
    }

    /// <summary>As on Azure: every entity of the table and every blob is searched as well.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whatever_is_done_in_whatever_order_over_tables(uint seed)
    {
        var shelf = await TableShelf.Fresh(azurite);
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

    /// <summary>
    /// What leaders do in an assessment goes through their pages. What no page offers goes to the desk, which has to
    /// refuse it or do it just as secretly.
    /// </summary>
    private static async Task Send(
        RunningProduct product,
        SecretScanner watch,
        PostedForms forms,
        QuarterCommand command
    )
    {
        if (
            command is not QuarterCommand.OfTeam { Command: AssessmentCommand step } of
            || !await forms.Send(of.Team, step)
        )
        {
            await product.Get<ReviewDesk>().Execute(SampleRosters.Q3, command, key: null, Stop);
        }
        else if (
            step is AssessmentCommand.Seal seal
            && await Quarter(product) is var quarter
            && quarter.Reviews[of.Team] is { Assessment: { } assessment } review
        )
        {
            // The page took the words and chose the salt, so what to look for is what is sealed now.
            var (seat, lies) = (
                seal.Seat.Seat,
                assessment.IsRevealed
                    ? assessment.SheetOf(seal.Seat.Seat)
                    : await product.Get<SealedContent>().Find(quarter, of.Team, seal.Seat.Seat, Stop)
            );
            if (lies is not null && lies.Ratings.SequenceEqual(seal.Sheet.Ratings))
                watch.Sealed(review, seat, seal.Sheet, lies);
        }
    }

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

        // A reader that prints what lies in the safe for the seat of the partner.
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
                "INSERT INTO sealed (quarter, place, text) VALUES ('2026-Q3', 'ratings/checkout/left-behind', $1)";
            cut.Parameters.AddWithValue("$1", "x");
            await cut.ExecuteNonQueryAsync(Stop);
        }
        Assert.Contains("safe", await watch.FirstLeak(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leak_into_a_row_or_a_blob_is_found()
    {
        var shelf = await TableShelf.Fresh(azurite);
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
                all.AddRange(await shelf.Rows("SELECT place || ' ' || length(text) FROM sealed ORDER BY place"));
            }
            return [.. all];
        }
    }

    private static async Task<Quarter> Quarter(RunningProduct product) =>
        (await product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;

    private static async Task<IEnumerable<QuarterCommand>> Commands(
        RunningProduct product,
        SecretScanner watch,
        PostedForms forms,
        Do step,
        int a,
        int b,
        Func<string> note
    )
    {
        var quarter = await Quarter(product);
        var review = quarter.Reviews[a % 3 == 0 ? SampleRosters.Platform : SampleRosters.Checkout];
        var seat = (Seat)(b % 2);
        if (step is Do.Seal or Do.SealBoth or Do.Unseal or Do.Next or Do.Conclude && review.Stage != Stage.Assessing)
            return [];
        return step switch
        {
            Do.Seal => [Of(JointQuarter.Seal(review, seat, Planted(seat), Actor(seat)))],
            Do.SealBoth =>
            [
                Of(JointQuarter.Seal(review, seat, Planted(seat))),
                Of(JointQuarter.Seal(review, seat.Other(), Planted(seat.Other()))),
            ],
            Do.Unseal => [Of(JointQuarter.Unseal(review, seat))],
            Do.Next => JointQuarter.Next(review) is { } next ? [Of(next)] : [],
            Do.Conclude => await Concluding(),
            Do.Sign => review.Open is { } open
                ?
                [
                    Of(
                        new SigningCommand.SignOff(
                            new(open.Pair, seat),
                            SampleRosters.Holder(new(open.Pair, seat)),
                            review.Hash
                        )
                    ),
                    Of(
                        new SigningCommand.SignOff(
                            new(open.Pair, seat.Other()),
                            SampleRosters.Holder(new(open.Pair, seat.Other())),
                            review.Hash
                        )
                    ),
                ]
                : [],
            Do.Return =>
            [
                Of(
                    new SigningCommand.Return(
                        new(review.Path[^1].Pair, seat),
                        SampleRosters.Holder(new(review.Path[^1].Pair, seat)),
                        review.Hash,
                        "Look again"
                    )
                ),
            ],
            Do.Amend => [Of(new SigningCommand.Amend(review.Card(60 + b), "A wrong figure"))],
            Do.TakeOver =>
            [
                Of(
                    new TakeOverCommand.TakeOver(
                        SampleRosters.Product("company"),
                        SampleRosters.Holder(SampleRosters.Product("company")),
                        review.Path[0].Pair,
                        "Stuck"
                    )
                ),
                Of(
                    new TakeOverCommand.TakeOver(
                        SampleRosters.Technology("company"),
                        SampleRosters.Holder(SampleRosters.Technology("company")),
                        review.Path[0].Pair,
                        "Stuck"
                    )
                ),
            ],
            Do.Delegate =>
            [
                new QuarterCommand.DelegateTo(
                    SampleRosters.Holder(new(review.Pair, seat)).Id,
                    SecretScanner.Deputy,
                    Today(),
                    Today().PlusDays(b)
                ),
            ],
            Do.EndDelegation =>
            [
                new QuarterCommand.EndDelegation(
                    SampleRosters.Holder(new(review.Pair, seat)).Id,
                    SecretScanner.Deputy.Id
                ),
            ],
            Do.VoidTeam => b < 4 ? [Of(new SigningCommand.Void("Dissolved"))] : [],
            Do.VoidAndStart => b < 4
                ?
                [
                    new QuarterCommand.Void("Wrong roster"),
                    new QuarterCommand.Start(ReviewFlow.Rosters.RosterReader.Read(Roster).Roster!),
                ]
                : [],
            _ => Later(),
        };

        QuarterCommand Of(ReviewCommand command) => new QuarterCommand.OfTeam(review.Team, command);

        RatingSheet Planted(Seat of) =>
            watch.Plant(review, of, JointQuarter.Sheet(review, $"{"mpx"[a % 3]}{"mpx"[b % 3]}", note()));

        Person Actor(Seat of) =>
            a % 4 == 1 && quarter.SeatsOf(SecretScanner.Deputy.Id, watch.Now).Contains(JointQuarter.Of(review, of))
                ? SecretScanner.Deputy
                : SampleRosters.Holder(JointQuarter.Of(review, of));

        NodaTime.LocalDate Today() => quarter.Calendar.DateOf(watch.Now);

        async Task<IEnumerable<QuarterCommand>> Concluding()
        {
            for (var i = 0; i < 12 && JointQuarter.Next((await Quarter(product)).Reviews[review.Team]) is { } next; i++)
                await Send(product, watch, forms, Of(next));
            return [];
        }

        IEnumerable<QuarterCommand> Later()
        {
            product.Time.Advance(TimeSpan.FromHours(13 * (b + 1)));
            return [];
        }
    }
}
