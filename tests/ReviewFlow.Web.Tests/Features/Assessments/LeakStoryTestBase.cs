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

/// <summary>What leaders and ops may do in a story of assessments.</summary>
public abstract class LeakStoryTestBase(Azurite azurite)
{
    private protected Azurite Azurite { get; } = azurite;

    private protected enum Do
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

    private protected static readonly Gen<Do> Steps = Gen.Frequency(
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

    private protected static readonly Gen<(Do Step, int A, int B)[]> Story = Gen.Select(
        Steps,
        Gen.Int[0, 11],
        Gen.Int[0, 11]
    ).Array[14, 22];

    private protected static readonly byte[] Roster = JointQuarter.File(
        ("checkout", "market"),
        ("platform", "company")
    );

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// What leaders do in an assessment goes through their pages. What no page offers goes to the desk, which has to
    /// refuse it or do it just as secretly.
    /// </summary>
    private protected static async Task Send(
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
            if (lies is not null && lies.SaysSameAs(seal.Sheet))
                watch.Sealed(review, seat, seal.Sheet, lies);
        }
    }

    private protected static async Task<Quarter> Quarter(RunningProduct product) =>
        (await product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;

    private protected static async Task<IEnumerable<QuarterCommand>> Commands(
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
