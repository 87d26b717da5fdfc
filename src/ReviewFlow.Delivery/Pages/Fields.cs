namespace ReviewFlow.Delivery.Pages;

/// <summary>The names under which the forms post. Endpoints read these and nothing else.</summary>
public static class Fields
{
    /// <summary>The one-time form token, bound to a cookie.</summary>
    public const string Token = "token";

    /// <summary>The full review hash the person was looking at.</summary>
    public const string Hash = "hash";

    /// <summary>The deliberate choice before a sign-off; posts <see cref="Yes"/> or nothing.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Why something is returned or withdrawn.</summary>
    public const string Reason = "reason";

    /// <summary>A pair's joint commitment.</summary>
    public const string Pledge = "pledge";

    /// <summary>Of the words a yes is given to.</summary>
    public const string Digest = "digest";

    public const string Yes = "yes";

    /// <summary>How many UTF-16 code units a reason may have; browsers count the same way.</summary>
    public const int LongestReason = 2000;
}

/// <summary>Where an entry of the refusal's summary leads.</summary>
public static class FieldIds
{
    public const string Confirmed = "sign-off-confirmed";
    public const string ReturnReason = "return-reason";
    public const string WithdrawReason = "withdraw-reason";
    public const string Pledge = "pledge-text";
}
