using CsCheck;
using ReviewFlow.Assessments;
using ReviewFlow.Delivery.Desk;
using ReviewFlow.Delivery.Safe;
using ReviewFlow.Delivery.Tests.Http;
using ReviewFlow.Ids;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;
using ReviewFlow.Reviews;

namespace ReviewFlow.Delivery.Tests.Assessments;

/// <summary>
/// Whatever leaders and ops do in whatever order, nobody but its own seat reads a rating before both have sealed, and what was never
/// revealed is read by nobody ever. Every note is a text of its own; after each step everything that is written or shown is searched for it.
/// </summary>
public sealed class NothingSealedIsSeen
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
        (12, Do.Seal), (3, Do.SealBoth), (4, Do.Unseal), (5, Do.Next), (2, Do.Conclude), (3, Do.Sign), (2, Do.Return), (2, Do.Amend), (2, Do.TakeOver), (2, Do.Delegate), (1, Do.EndDelegation), (3, Do.Time), (1, Do.VoidTeam), (1, Do.VoidAndStart));

    private static readonly Gen<(Do Step, int A, int B)[]> Story = Gen.Select(Steps, Gen.Int[0, 11], Gen.Int[0, 11]).Array[14, 22];

    private static readonly byte[] Roster = JointQuarter.File(("checkout", "market"), ("platform", "company"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<uint> Seeds => [.. Enumerable.Range(2, 8).Select(i => (uint)i)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Whatever_is_done_in_whatever_order(uint seed)
    {
        await using var product = await RunningProduct.WithQuarter(Roster);
        using var watch = new Watch(product);
        var planted = 0;
        foreach (var (step, a, b) in Story.Generate(new PCG(seed, 2026), null, out _))
        {
            foreach (var command in await Commands(product, watch, step, a, b, () => $"Zebra-{seed}-{planted++}-{Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8))}"))
                await product.Get<ReviewDesk>().Do(Rosters.Q3, command, key: null, Stop);
            await product.GoRounds();
            Assert.Null(await watch.FirstLeak());
        }
        Assert.True(watch.Planted > 3, "The story sealed too little to show anything.");
    }

    [Fact]
    public async Task A_leak_is_found_wherever_it_is()
    {
        await using var product = await RunningProduct.WithQuarter(Roster);
        using var watch = new Watch(product);
        var review = (await Quarter(product)).Reviews[Rosters.Checkout];
        var sheet = watch.Plant(review, Seat.Product, JointQuarter.Sheet(review, "mm", "Zebra-in-the-open"));
        Assert.IsType<Answer.Done>(await product.Get<ReviewDesk>().Do(Rosters.Q3, new QuarterCommand.OfTeam(review.Team, JointQuarter.Seal(review, Seat.Product, sheet)), null, Stop));
        await product.GoRounds();
        Assert.Null(await watch.FirstLeak());

        // A reader that prints what lies in the safe for the seat of the partner.
        watch.More = async () => ("the partner's page", string.Join(' ', (await product.Get<SafeKeeper>().Find(await Quarter(product), review.Team, Seat.Product, Stop))!.Ratings));
        Assert.Contains("the partner's page", await watch.FirstLeak(), StringComparison.Ordinal);
        watch.More = null;

        var file = Path.Combine(product.Folder, "reports", "draft.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"… {sheet.Ratings[1].Note} …", System.Text.Encoding.Unicode, Stop);
        Assert.Contains("draft.txt", await watch.FirstLeak(), StringComparison.Ordinal);
        File.Delete(file);

        using (var knife = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(product.Folder, "reviewflow.db")};Pooling=False"))
        {
            await knife.OpenAsync(Stop);
            using var cut = knife.CreateCommand();
            cut.CommandText = "INSERT INTO sealed (quarter, place, text) VALUES ('2026-Q3', 'ratings/checkout/left-behind', $1)";
            cut.Parameters.AddWithValue("$1", "x");
            await cut.ExecuteNonQueryAsync(Stop);
        }
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
            using var watch = new Watch(product);
            var all = new List<string>();
            foreach (var (step, seat) in new[] { (Do.Seal, Seat.Product), (Do.Seal, Seat.Product), (Do.Unseal, Seat.Product), (Do.Seal, Seat.Technology) })
            {
                var review = (await Quarter(product)).Reviews[Rosters.Checkout];
                ReviewCommand command = step == Do.Seal ? JointQuarter.Seal(review, seat, JointQuarter.Sheet(review, ratings, note)) : JointQuarter.Unseal(review, seat);
                Assert.IsType<Answer.Done>(await product.Get<ReviewDesk>().Do(Rosters.Q3, new QuarterCommand.OfTeam(review.Team, command), null, Stop));
                product.Time.Advance(TimeSpan.FromHours(40));
                await product.GoRounds();
                foreach (var (where, text) in await watch.Shown(except: Rosters.Holder(JointQuarter.Of(review, seat)).Email)) all.Add($"{where}: {Watch.WithoutChance(text)}");
                all.Add(await watch.SafeByLength());
            }
            return [.. all];
        }
    }

    private static async Task<Quarter> Quarter(RunningProduct product) => (await product.Get<ReviewDesk>().Look(Rosters.Q3, Stop))!;

    private static async Task<IEnumerable<QuarterCommand>> Commands(RunningProduct product, Watch watch, Do step, int a, int b, Func<string> note)
    {
        var quarter = await Quarter(product);
        var review = quarter.Reviews[a % 3 == 0 ? Rosters.Platform : Rosters.Checkout];
        var seat = (Seat)(b % 2);
        if (step is Do.Seal or Do.SealBoth or Do.Unseal or Do.Next or Do.Conclude && review.Stage != Stage.Assessing) return [];
        return step switch
        {
            Do.Seal => [Of(JointQuarter.Seal(review, seat, Planted(seat), Actor(seat)))],
            Do.SealBoth => [Of(JointQuarter.Seal(review, seat, Planted(seat))), Of(JointQuarter.Seal(review, seat.Other(), Planted(seat.Other())))],
            Do.Unseal => [Of(JointQuarter.Unseal(review, seat))],
            Do.Next => JointQuarter.Next(review) is { } next ? [Of(next)] : [],
            Do.Conclude => await Concluding(),
            Do.Sign => review.Open is { } open ? [Of(new ReviewCommand.SignOff(new(open.Pair, seat), Rosters.Holder(new(open.Pair, seat)), review.Hash)), Of(new ReviewCommand.SignOff(new(open.Pair, seat.Other()), Rosters.Holder(new(open.Pair, seat.Other())), review.Hash))] : [],
            Do.Return => [Of(new ReviewCommand.Return(new(review.Path[^1].Pair, seat), Rosters.Holder(new(review.Path[^1].Pair, seat)), review.Hash, "Look again"))],
            Do.Amend => [Of(new ReviewCommand.Amend(review.Card(60 + b), "A wrong figure"))],
            Do.TakeOver => [Of(new ReviewCommand.TakeOver(Rosters.Product("company"), Rosters.Holder(Rosters.Product("company")), review.Path[0].Pair, "Stuck")), Of(new ReviewCommand.TakeOver(Rosters.Technology("company"), Rosters.Holder(Rosters.Technology("company")), review.Path[0].Pair, "Stuck"))],
            Do.Delegate => [new QuarterCommand.DelegateTo(Rosters.Holder(new(review.Pair, seat)).Id, Watch.Deputy, Today(), Today().PlusDays(b))],
            Do.EndDelegation => [new QuarterCommand.EndDelegation(Rosters.Holder(new(review.Pair, seat)).Id, Watch.Deputy.Id)],
            Do.VoidTeam => b < 4 ? [Of(new ReviewCommand.Void("Dissolved"))] : [],
            Do.VoidAndStart => b < 4 ? [new QuarterCommand.Void("Wrong roster"), new QuarterCommand.Start(ReviewFlow.Rosters.RosterReader.Read(Roster).Roster!)] : [],
            _ => Later(),
        };

        QuarterCommand Of(ReviewCommand command) => new QuarterCommand.OfTeam(review.Team, command);

        RatingSheet Planted(Seat of) => watch.Plant(review, of, JointQuarter.Sheet(review, $"{"mpx"[a % 3]}{"mpx"[b % 3]}", note()));

        Person Actor(Seat of) => a % 4 == 1 && quarter.SeatsOf(Watch.Deputy.Id, watch.Now).Contains(JointQuarter.Of(review, of)) ? Watch.Deputy : Rosters.Holder(JointQuarter.Of(review, of));

        NodaTime.LocalDate Today() => quarter.Calendar.DateOf(watch.Now);

        async Task<IEnumerable<QuarterCommand>> Concluding()
        {
            for (var i = 0; i < 12 && JointQuarter.Next((await Quarter(product)).Reviews[review.Team]) is { } next; i++)
                await product.Get<ReviewDesk>().Do(Rosters.Q3, Of(next), null, Stop);
            return [];
        }

        IEnumerable<QuarterCommand> Later()
        {
            product.Time.Advance(TimeSpan.FromHours(13 * (b + 1)));
            return [];
        }
    }
}
