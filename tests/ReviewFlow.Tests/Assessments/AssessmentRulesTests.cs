using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Assessments;

/// <summary>One team of market, whose one outcome is met by its figures; company is above.</summary>
public sealed class AssessmentRulesTests : AssessmentTestBase
{
    private const string Already = "already so";

    private static readonly Dictionary<string, Func<Run>> States = new()
    {
        ["begun"] = Begun,
        ["sealed"] = () => Begun().Do(Team, Seal(P, Mine)),
        ["partner sealed"] = () => Begun().Do(Team, Seal(T, Theirs)),
        ["revealed"] = Revealed,
        ["proposed"] = () => Revealed().Do(Team, Propose(P)),
        ["partner proposed"] = PartnerProposed,
        ["confirmed"] = Confirmed,
        ["concluded"] = Concluded,
        ["voided"] = () => Begun().Do(Team, new SigningCommand.Void("Dissolved")),
    };

    private static readonly string[] Stages =
    [
        "begun",
        "sealed",
        "partner sealed",
        "revealed",
        "proposed",
        "partner proposed",
        "confirmed",
        "concluded",
        "voided",
    ];

    private static readonly (string Command, string[] Answers)[] Table =
    [
        // The same again is no error, also where the step before it revealed or concluded.
        ("seal", [Yes, Yes, Yes, Already, Already, Already, Already, Already, "TeamVoided"]),
        ("seal of another round", [.. Enumerable.Repeat("OutOfDate", 7), "NotAssessed", "TeamVoided"]),
        ("seal for another", [.. Enumerable.Repeat("NotYours", 9)]),
        ("seal from above", [.. Enumerable.Repeat("NotYours", 7), "NotAssessed", "TeamVoided"]),
        (
            "seal without a note",
            [
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "Revealed",
                "Revealed",
                "Revealed",
                "Revealed",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "seal nothing",
            [
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "Revealed",
                "Revealed",
                "Revealed",
                "Revealed",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "unseal",
            [Already, Yes, Already, "Revealed", "Revealed", "Revealed", "Revealed", "NotAssessed", "TeamVoided"]
        ),
        ("propose", ["NotRevealed", "NotRevealed", "NotRevealed", Yes, Already, Yes, Already, Already, "TeamVoided"]),
        (
            "propose without rationale",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "propose too much",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "confirm",
            ["NotRevealed", "NotRevealed", "NotRevealed", "OutOfDate", "NotYours", Yes, Already, Already, "TeamVoided"]
        ),
        (
            "confirm other words",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "confirm and counter",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "NotYours",
                "NotComplete",
                "OutOfDate",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "share",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                Yes,
                Already,
                "TeamVoided",
            ]
        ),
        (
            "share too long",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        (
            "half a share",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "NotComplete",
                "NotAssessed",
                "TeamVoided",
            ]
        ),
        ("work", ["NotRevealed", "NotRevealed", "NotRevealed", Yes, Yes, Yes, Yes, Already, "TeamVoided"]),
        (
            "confirm no work",
            [
                "NotRevealed",
                "NotRevealed",
                "NotRevealed",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                "OutOfDate",
                Already,
                "TeamVoided",
            ]
        ),
        ("sign", [.. Enumerable.Repeat("NotYetYourTurn", 7), Yes, "TeamVoided"]),
    ];

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (command, answers) in Table)
            {
                foreach (var (stage, answer) in Stages.Zip(answers))
                    cases.Add(stage, command, answer);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_command_has_its_answer_in_every_state(string state, string command, string answer)
    {
        var run = States[state]();
        run.Do(Team, Commands[command](run));
        Assert.Equal(
            answer,
            run.Last switch
            {
                Decision.Accepted => Yes,
                Decision.Refused refused => refused.Why.ToString(),
                _ => Already,
            }
        );
    }
}
