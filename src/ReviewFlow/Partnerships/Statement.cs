namespace ReviewFlow.Partnerships;

/// <summary>
/// The five statements that both leaders of a pair answer about their quarter, in the order of the form.
/// </summary>
public enum Statement
{
    /// <summary>One budget, decided together.</summary>
    OneBudget,

    OnePlan,

    /// <summary>No surprises between the two.</summary>
    NoSurprises,

    /// <summary>Disagreements were settled before they reached the CEO.</summary>
    SettledBetweenUs,

    /// <summary>Each would defend the partner's organisation.</summary>
    DefendPartner,
}

/// <summary>How far a leader agrees to a statement.</summary>
public enum Agreement
{
    Yes,
    Partly,
    No,
}
