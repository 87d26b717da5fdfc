using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.FitConversations;

/// <summary>A fit conversation, for one of the two and for nobody else.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="With">The other.</param>
/// <param name="Stands">Where it stands, in one sentence for this reader.</param>
/// <param name="Form">Null when both have answered, or it is over.</param>
/// <param name="Topics">What both wrote, topic by topic; null until both have answered.</param>
/// <param name="End">Ends it and deletes what both wrote; null when it is over.</param>
/// <param name="Receipt">After an action.</param>
/// <param name="Refusal">After an action that was not carried out.</param>
/// <param name="EndLinks">Ends every link of this person.</param>
/// <param name="More">This person's other conversations.</param>
public sealed record FitModel(
    Frame Frame,
    string With,
    string Stands,
    FitForm? Form,
    IReadOnlyList<FitTopicModel>? Topics,
    FitEndForm? End,
    EndLinksForm EndLinks,
    IReadOnlyList<PageLink> More,
    Receipt? Receipt = null,
    RefusalMessage? Refusal = null
) : PageModel(Frame);

/// <summary>The conversations of a person who has several.</summary>
public sealed record FitsModel(Frame Frame, IReadOnlyList<PageLink> Fits) : PageModel(Frame);

/// <param name="Action">Where it posts.</param>
/// <param name="Token">One-time form token.</param>
/// <param name="Topics">In their order.</param>
/// <param name="IsAnswered">This person has answered and may change it.</param>
public sealed record FitForm(string Action, string Token, IReadOnlyList<FitTopicFields> Topics, bool IsAnswered);

/// <summary>One topic to answer: what one thinks, and how far one expects to see it alike.</summary>
public sealed record FitTopicFields(string Topic, Words Words, Choice Alike);

/// <summary>One topic, answered by both.</summary>
/// <param name="Expect">What both expected, in one sentence.</param>
public sealed record FitTopicModel(string Topic, string Question, string Expect, string Mine, string Others);

/// <param name="Sure">The deliberate choice: what is deleted does not come back.</param>
public sealed record FitEndForm(string Action, string Token, Tick Sure);
