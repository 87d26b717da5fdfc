namespace ReviewFlow.Obligations;

/// <summary>
/// Everything that somebody can owe, in the order in which it is done: where several acts are open on a team, the first
/// is named.
/// </summary>
public enum Act
{
    /// <summary>
    /// Join the take-over that the other leader of the pair above proposed; who declines does nothing.
    /// </summary>
    AnswerTakeOver,

    /// <summary>Rate alone and seal.</summary>
    Rate,

    /// <summary>Confirm the joint rating that the partner proposed, or propose another.</summary>
    AnswerJointRating,

    ProposeJointRating,

    /// <summary>The partner contests the seat's share.</summary>
    RewriteShare,

    WriteShare,

    /// <summary>Confirm or contest the partner's share.</summary>
    AnswerShare,

    ProposeJointWork,

    /// <summary>Confirm how the partner says they worked together, or propose something else.</summary>
    AnswerJointWork,

    Sign,

    /// <summary>Ops bring an amended scorecard, or the same again.</summary>
    AmendScorecard,

    /// <summary>A mail did not arrive: ops find out whether the address is right.</summary>
    CheckAddress,

    AnswerPartnershipCheck,

    ProposeCommitment,

    /// <summary>Confirm the partner's words of the joint commitment, or propose others.</summary>
    AnswerCommitment,

    AnswerFitConversation,
}

public static class Acts
{
    /// <summary>The report cannot be released before it is done.</summary>
    public static bool HoldsUpReport(this Act act) => act is >= Act.Rate and <= Act.AmendScorecard;

    /// <summary>
    /// It comes with a pair's turn, of which an invitation tells; the others have a mail of their own.
    /// </summary>
    public static bool IsOfTurn(this Act act) => act is >= Act.Rate and <= Act.Sign;

    /// <summary>Nothing waits for it and nobody is reminded of it.</summary>
    public static bool IsOptional(this Act act) => act == Act.AnswerTakeOver || act.IsPersonal();

    /// <summary>It is about the person, so no delegate does it.</summary>
    public static bool IsPersonal(this Act act) => act >= Act.AnswerPartnershipCheck;

    /// <summary>The pair has both views open and comes to one.</summary>
    public static bool IsReconciling(this Act act) => act is >= Act.AnswerJointRating and <= Act.AnswerJointWork;
}
