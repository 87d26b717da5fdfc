namespace ReviewFlow.Web.Forms;

/// <summary>The sign-off: one deliberate choice, one button.</summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Hash">Full review hash on the page.</param>
/// <param name="Team">Team name, for the sentence that is signed.</param>
/// <param name="Revision">For the sentence that is signed.</param>
/// <param name="OnBehalfOf">The leader a delegate signs for; null for oneself.</param>
/// <param name="Confirmed">What the person had chosen before a refusal.</param>
/// <param name="Error">What is wrong with the choice, next to it.</param>
public sealed record SignOffForm(
    string Action,
    string Token,
    string Hash,
    string Team,
    int Revision,
    string? OnBehalfOf = null,
    bool Confirmed = false,
    string? Error = null
);

/// <summary>A return or a withdrawal: both need a reason.</summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Hash">Full review hash on the page.</param>
/// <param name="Reason">What the person had typed before a refusal; never lost.</param>
/// <param name="Error">What is wrong with the reason, next to it.</param>
/// <param name="OnBehalfOf">The leader a delegate acts for; null for oneself.</param>
public sealed record ReasonForm(
    string Action,
    string Token,
    string Hash,
    string Reason = "",
    string? Error = null,
    string? OnBehalfOf = null
);

/// <summary>Asks for a fresh link to the address on file. The address is neither asked for nor shown.</summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
public sealed record FreshLinkForm(string Action, string Token);

/// <summary>Ends every link of this leader and mails a fresh one, for when a mail was read by somebody else.</summary>
/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
public sealed record EndLinksForm(string Action, string Token);
