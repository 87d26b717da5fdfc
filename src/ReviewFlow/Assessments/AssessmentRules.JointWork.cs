using System.Collections.Immutable;
using NodaTime;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;
using ReviewFlow.Text;

namespace ReviewFlow.Assessments;

public static partial class AssessmentRules
{
    private static Decision Worked(Review review, Assessment assessment, AssessmentCommand.ProposeWork c, Instant at)
    {
        if (Unsound(review.Scorecard, c.Work) is { } why)
            return Refusal.NotComplete.Because(why);
        var digest = c.Work.Digest();
        return (assessment.Work, assessment.WorkProposal) switch
        {
            ({ } agreed, _) => agreed.Digest() == digest ? Decision.AlreadySo : Overtaken(AssessmentTexts.JointWork),
            (null, { } standing) when standing.Work.Digest() == digest => standing.By == c.Seat.Seat
                ? Decision.AlreadySo
                // The same words from both are a yes
                : new JointWorkConfirmed(at, review.Team, c.Seat, c.By, c.OnBehalfOf, digest),
            _ => new JointWorkProposed(at, review.Team, c.Seat, c.By, c.OnBehalfOf, c.Work),
        };
    }
}
