using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

public static partial class AssessmentRules
{
    private static Decision Worked(
        AssessmentSubject subject,
        Assessment assessment,
        AssessmentCommand.ProposeWork c,
        Instant at
    )
    {
        if (Refusal.NotComplete.ForAny(AssessmentInput.Of(subject.Scorecard, c.Work)) is { } refused)
            return refused;
        var digest = c.Work.Digest();
        return (assessment.Work, assessment.WorkProposal) switch
        {
            ({ } agreed, _) => agreed.Digest() == digest ? Decision.AlreadySo : Overtaken(AssessmentTexts.JointWork),
            (null, { } standing) when standing.Work.Digest() == digest => standing.By == c.Seat.Seat
                ? Decision.AlreadySo
                // The same words from both are a yes
                : new JointWorkConfirmed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, digest),
            _ => new JointWorkProposed(at, subject.Team, c.Seat, c.By, c.OnBehalfOf, c.Work),
        };
    }
}
