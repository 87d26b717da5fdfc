using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Scorecards;
using ReviewFlow.Signing;

namespace ReviewFlow.Tests.Laws;

/// <summary>
/// The rule of the joint assessment said a second time, for one team, from its accepted facts alone. Strings and sets,
/// nothing of the rules' own state, and commitments and digests from texts that are put together here by hand.
/// </summary>
internal sealed partial class AssessmentOracle(string team, string ownPair)
{
    private readonly Dictionary<string, (string Commitment, string Person)> _sealed = [];
    private readonly Dictionary<string, RatingSheet> _open = [];
    private readonly List<string> _outcomes = [];
    private readonly Dictionary<string, (string Value, string? Rationale)> _joint = [];
    private readonly Dictionary<string, (string Seat, string Person, string Value, string Rationale)> _proposed = [];
    private readonly Dictionary<
        (string Outcome, string Seat),
        (string Text, bool None, string? Answer, string? Reason)
    > _shares = [];
    private (string Seat, string Person, string Text)? _workProposed;
    private string? _work;

    public string Pair { get; private set; } = ownPair;
    public int Round { get; private set; } = 1;
    public bool IsConcluded { get; private set; }
    private bool IsOpen => _open.Count > 0;

    /// <summary>What must lie in the sealed store.</summary>
    public IEnumerable<string> InTheSafe =>
        IsOpen ? [] : _sealed.Select(s => $"ratings/{team}/{s.Key.ToLowerInvariant()}={s.Value.Commitment}");

    public bool IsStuckBetweenSealAndOpening => !IsOpen && _sealed.Count == 2;

    /// <summary>All that both have to agree on is agreed on.</summary>
    public bool IsWhole =>
        IsOpen
        && _work is not null
        && _outcomes.All(o =>
            _joint.TryGetValue(o, out var joint)
            && (
                joint.Value == "met"
                || (
                    _shares.TryGetValue((o, "Product"), out var p)
                    && _shares.TryGetValue((o, "Technology"), out var t)
                    && p.Answer == "yes"
                    && t.Answer == "yes"
                    && !(p.None && t.None)
                )
            )
        );

    /// <summary>A return, an amendment or a take-over: what was is no longer counted.</summary>
    public void NextRound(string pair)
    {
        foreach (var forgotten in new System.Collections.IDictionary[] { _sealed, _open, _joint, _proposed, _shares })
            forgotten.Clear();
        _outcomes.Clear();
        (_workProposed, _work, IsConcluded, Pair) = (null, null, false, pair);
        Round++;
    }

    /// <summary>
    /// Takes the next fact, whose actor was found to be the right one; answers which law it breaks, or null.
    /// </summary>
    public string? Accept(AssessmentEvent fact)
    {
        var person = fact.By.Email;
        switch (fact)
        {
            case RatingsSealed e:
                if (IsConcluded || IsOpen || (_sealed.Count == 2 && _sealed.ContainsKey(Of(e.Seat))))
                    return Law.SealedIsKept;
                if (_sealed.TryGetValue(Of(e.Seat.Seat.Other()), out var other) && other.Person == person)
                    return Law.TwoSeatsTwoPeople;
                _sealed[Of(e.Seat)] = (All(e.Commitments.Select(c => ($"{c.Outcome}", c.Commitment))), person);
                return null;
            case RatingsUnsealed e:
                if (IsConcluded || IsOpen || _sealed.Count == 2)
                    return Law.SealedIsKept;
                _sealed.Remove(Of(e.Seat));
                return null;
            case RatingsRevealed e:
                return Open(e);
            case JointRatingsProposed e:
                foreach (var r in e.Ratings)
                {
                    if (!IsOpen || _joint.ContainsKey($"{r.Outcome}"))
                        return Law.JointNeedsBoth;
                    _proposed[$"{r.Outcome}"] = (Of(e.Seat), person, Word(r.Value), r.Rationale);
                }
                return null;
            case JointRatingsConfirmed e:
                foreach (var yes in e.Ratings)
                {
                    if (!_proposed.TryGetValue($"{yes.Outcome}", out var p))
                        return Law.ExactText;
                    if (p.Seat == Of(e.Seat) || p.Person == person)
                        return Law.JointNeedsBoth;
                    if (
                        Sha(
                            $"{{\"outcome\":\"{yes.Outcome}\",\"rationale\":\"{p.Rationale}\",\"value\":\"{p.Value}\"}}"
                        ) != yes.Digest
                        || p.Rationale.Length == 0
                    )
                        return Law.ExactText;
                    _joint[$"{yes.Outcome}"] = (p.Value, p.Rationale);
                }
                return null;
            case SharesWritten e:
                foreach (var s in e.Shares)
                {
                    if (!_joint.TryGetValue($"{s.Outcome}", out var joint) || joint.Value == "met")
                        return Law.ConcludedIsWhole;
                    if (_shares.TryGetValue(($"{s.Outcome}", Of(e.Seat)), out var was) && was.Answer == "yes")
                        return Law.ExactText;
                    _shares[($"{s.Outcome}", Of(e.Seat))] = (TextOf(s), s.NoneBecause is not null, null, null);
                }
                return null;
            case SharesAnswered e:
                foreach (var answer in e.Answers)
                {
                    var at = ($"{answer.Outcome}", $"{e.Seat.Seat.Other()}");
                    if (!_shares.TryGetValue(at, out var share) || Sha(share.Text) != answer.Digest)
                        return Law.ExactText;
                    if ((share.None || !answer.Confirmed) && string.IsNullOrEmpty(answer.Reason))
                        return Law.OneSidedNeedsBothReasons;
                    _shares[at] = share with { Answer = answer.Confirmed ? "yes" : "no", Reason = answer.Reason };
                }
                return null;
            case JointWorkProposed e:
                if (!IsOpen || _work is not null)
                    return Law.JointNeedsBoth;
                _workProposed = (Of(e.Seat), person, TextOf(e.Work));
                return null;
            case JointWorkConfirmed e:
                if (_workProposed is not { } work || Sha(work.Text) != e.Digest)
                    return Law.ExactText;
                if (work.Seat == Of(e.Seat) || work.Person == person)
                    return Law.JointNeedsBoth;
                _work = work.Text;
                return null;
            case AssessmentConcluded:
                if (IsConcluded || !IsWhole)
                    return Law.ConcludedIsWhole;
                IsConcluded = true;
                return null;
            default:
                return null;
        }
    }

    /// <summary>What a sign-off is a yes to, beside the scorecard.</summary>
    public string Content =>
        string.Join("; ", _outcomes.Select(o => $"{o} {_joint[o]} {Part(o, "Product")} {Part(o, "Technology")}"))
        + $" {_work}";

    /// <summary>Everything that stands, to be held against the rules' own state.</summary>
    public string Standing =>
        $"{team} {Pair} {Round} {(IsConcluded ? "concluded" : "assessing")} [{Seal("Product")},{Seal("Technology")}] "
        + string.Join(
            "; ",
            _outcomes.Select(o =>
                $"{o}={Word(_open["Product"].Ratings.Single(r => $"{r.Outcome}" == o).Value)}/{Word(_open["Technology"].Ratings.Single(r => $"{r.Outcome}" == o).Value)} "
                + $"{(_joint.TryGetValue(o, out var j) ? $"{j.Value}|{j.Rationale}" : "-")} "
                + $"{Part(o, "Product")} {Part(o, "Technology")}"
            )
        )
        + $" {_work ?? "-"}";

    /// <summary>The same of the rules' state.</summary>
    public static string StandingOf(Review review)
    {
        var a = review.Assessment!;
        return $"{review.Team} {a.Pair} {a.Round} {(review.Stage == Stage.Assessing ? "assessing" : "concluded")} "
            + $"[{a.Ratings.First?.Commitment ?? "-"},{a.Ratings.Second?.Commitment ?? "-"}] "
            + string.Join(
                "; ",
                a.Outcomes.Select(o =>
                    $"{o.Outcome}={Word(o.Product)}/{Word(o.Technology)} "
                    + $"{(o.Joint is { } j ? $"{Word(j.Value)}|{j.Rationale}" : "-")} {PartOf(o.ProductShare)} "
                    + $"{PartOf(o.TechnologyShare)}"
                )
            )
            + $" {(a.Work is null ? "-" : TextOf(a.Work))}";
    }

    private string? Open(RatingsRevealed e)
    {
        if (_sealed.Count < 2 || IsOpen)
            return Law.BothSealBeforeAnyOpens;
        foreach (var (seat, sheet) in new[] { ("Product", e.Product), ("Technology", e.Technology) })
        {
            var commitments = sheet.Ratings.Select(r => ($"{r.Outcome}", Sha(Sealed(r, seat.ToLowerInvariant()))));
            if (All(commitments) != _sealed[seat].Commitment)
                return Law.OpenedAsSealed;
            _open[seat] = sheet;
        }
        foreach (var (p, t) in e.Product.Ratings.Zip(e.Technology.Ratings))
        {
            if (p.Outcome != t.Outcome)
                return Law.OpenedAsSealed;
            _outcomes.Add($"{p.Outcome}");
            if (p.Value == t.Value)
                _joint[$"{p.Outcome}"] = (Word(p.Value), null);
        }
        return null;
    }

    private string Sealed(Rating r, string seat) =>
        $"{{{(r.Note is null ? "" : $"\"note\":\"{r.Note}\",")}\"outcome\":\"{r.Outcome}\",\"quarter\":\"2026-Q3\","
        + $"\"round\":{Round},\"salt\":\"{r.Salt}\",\"seat\":\"{seat}\",\"team\":\"{team}\",\"value\":\"{Word(r.Value)}\"}}";

    private string Seal(string seat) => _sealed.TryGetValue(seat, out var sealing) ? sealing.Commitment : "-";

    private string Part(string outcome, string seat) =>
        _shares.TryGetValue((outcome, seat), out var s) ? $"{s.Text} {s.Answer ?? "-"} {s.Reason}" : "-";

    private static string PartOf(SharePart? part) =>
        part is null
            ? "-"
            : $"{TextOf(part.Share)} "
                + $"{part.Answer switch { null => "-", { Confirmed: true } => "yes", _ => "no" }} "
                + $"{part.Answer?.Reason}";

    private static string TextOf(Share s) =>
        s.NoneBecause is null
            ? $"{{\"change\":\"{s.Change}\",\"outcome\":\"{s.Outcome}\",\"text\":\"{s.Text}\"}}"
            : $"{{\"noneBecause\":\"{s.NoneBecause}\",\"outcome\":\"{s.Outcome}\"}}";

    private static string TextOf(JointWork work) =>
        $"{{\"meetings\":{work.Meetings},\"walls\":[{string.Join(",", work.Walls.Select(w => $"{{\"change\":\"{w.Change}\",{(w.Days is { } d ? $"\"days\":{d}," : "")}\"kind\":\"{char.ToLowerInvariant($"{w.Kind}"[0])}{$"{w.Kind}"[1..]}\",\"outcome\":\"{w.Outcome}\"}}"))}]}}";

    private static string Of(SeatOf seat) => Of(seat.Seat);

    private static string Of(Seat seat) => $"{seat}";

    private static string Word(OutcomeStatus value) => $"{value}".ToLowerInvariant();

    private static string All(IEnumerable<(string Outcome, string Commitment)> sealing) =>
        Sha($"[{string.Join(",", sealing.Select(s => $"[\"{s.Outcome}\",\"{s.Commitment}\"]"))}]");

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
