using ReviewFlow.Obligations;

namespace ReviewFlow.Application.Reading;

/// <summary>What somebody owes, in words for those who keep a quarter moving.</summary>
public static class ActWords
{
    public static string Of(Act act) =>
        act switch
        {
            Act.AnswerTakeOver => ReadingTexts.ActAnswerTakeOver,
            Act.Rate => ReadingTexts.ActRate,
            Act.AnswerJointRating => ReadingTexts.ActAnswerJointRating,
            Act.ProposeJointRating => ReadingTexts.ActProposeJointRating,
            Act.RewriteShare => ReadingTexts.ActRewriteShare,
            Act.WriteShare => ReadingTexts.ActWriteShare,
            Act.AnswerShare => ReadingTexts.ActAnswerShare,
            Act.ProposeJointWork => ReadingTexts.ActProposeJointWork,
            Act.AnswerJointWork => ReadingTexts.ActAnswerJointWork,
            Act.Sign => ReadingTexts.ActSign,
            Act.AmendScorecard => ReadingTexts.ActAmendScorecard,
            Act.CheckAddress => ReadingTexts.ActCheckAddress,
            Act.AnswerPartnershipCheck => ReadingTexts.ActAnswerPartnershipCheck,
            Act.ProposeCommitment => ReadingTexts.ActProposeCommitment,
            Act.AnswerCommitment => ReadingTexts.ActAnswerCommitment,
            _ => ReadingTexts.ActAnswerFitConversation,
        };
}
