namespace ReviewFlow.Assessments;

/// <summary>What comes before signing in a quarter; the roster's <c>assessment</c>.</summary>
public enum AssessmentMode
{
    /// <summary>Both seats rate blind, are revealed together and come to one view before they sign.</summary>
    Joint,

    /// <summary>The outcomes count as measured; both seats only sign.</summary>
    SignOffOnly,
}
