using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Json;
using ReviewFlow.Quarters;

namespace ReviewFlow.Application.Anchors;

/// <summary>
/// A signed head as it stood at a moment, kept outside the database, so that a ledger that was set back is noticed.
/// </summary>
public sealed record Anchor(Instant At, LedgerHead Head)
{
    public QuarterId Quarter => Head.Quarter;

    /// <summary>What a <see cref="LedgerRestored"/> says of it.</summary>
    public LostHead Lost => new(Head.Version, Head.Hash, At);

    /// <summary>One line of canonical JSON, <c>{"at", "head"}</c>; the signature is the head's own.</summary>
    public string ToLine() =>
        CanonicalJson.Text(new JsonObject { ["at"] = InstantPattern.ExtendedIso.Format(At), ["head"] = Head.ToJson() });

    /// <summary>
    /// Reads what <see cref="ToLine"/> wrote; null where it is something else, such as a line that a crash cut short.
    /// </summary>
    public static Anchor? Parse(string line)
    {
        try
        {
            var json = JsonNode.Parse(line)!;
            return new(InstantPattern.ExtendedIso.Parse((string)json["at"]!).Value, LedgerHead.FromJson(json["head"]!));
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or FormatException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or UnparsableValueException
            )
        {
            return null;
        }
    }
}

/// <summary>Where anchors are kept: outside the database, and never changed once they are written.</summary>
public interface IAnchorStore
{
    /// <summary>All of them, oldest first.</summary>
    Task<IReadOnlyList<Anchor>> Read(CancellationToken cancellationToken);

    /// <summary>On disk when it answers.</summary>
    Task Append(IReadOnlyList<Anchor> anchors, CancellationToken cancellationToken);
}
