using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Sealing;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Http;

namespace ReviewFlow.Web.Tests.Features.Assessments;

/// <summary>
/// Reads everything that anybody can read of a running product, and looks there for what was sealed and not revealed.
/// </summary>
/// <param name="shelf">Where it keeps what it writes.</param>
internal sealed partial class SecretScanner(RunningProduct product, IShelf shelf) : IDisposable
{
    public static readonly Person Deputy = new("Dora Deputy", "dora@example.com");

    private static readonly string[] Leaders =
    [
        "product.market@example.com",
        "technology.market@example.com",
        "product.company@example.com",
        "technology.company@example.com",
    ];

    private static readonly string[] SendGridFixture = ["ceo@example.com", "ops@example.com"];

    private readonly List<(string Place, RatingSheet Sheet, string Commitment)> _planted = [];
    private readonly HttpClient _ops = product.Ops();

    public int Planted => _planted.Count;

    /// <summary>One more reader, who can be a leaky one.</summary>
    public Func<Task<(string Where, string Text)>>? More { get; set; }

    public Instant Now => Instant.FromDateTimeOffset(product.Time.GetUtcNow());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public RatingSheet Plant(Review review, Seat seat, RatingSheet sheet)
    {
        _planted.Add(
            (
                SealedSlots.Of(review.Team, seat),
                sheet,
                RatingSheet.Digest(sheet.Commitments(SampleRosters.Q3, review.Team, review.Assessment!.Round, seat))
            )
        );
        return sheet;
    }

    /// <summary>A page sealed the words of a planted sheet, with a salt of its own.</summary>
    public void Sealed(Review review, Seat seat, RatingSheet planted, RatingSheet sheet)
    {
        _planted.RemoveAll(p => p.Sheet == planted);
        Plant(review, seat, sheet);
    }

    /// <summary>Where something can be read that must not be, or null.</summary>
    public async Task<string?> FirstLeak()
    {
        var quarter = (await product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;
        var entries = await product.Get<ILedger>().Read(SampleRosters.Q3, 0, Stop);
        var revealed = entries
            .Select(e => e.Event)
            .OfType<RatingsRevealed>()
            .SelectMany(e => new[] { e.Product, e.Technology })
            .ToHashSet();
        var secret = _planted.Where(p => !revealed.Contains(p.Sheet)).ToArray();
        var inSafe = SealedSlots.In(quarter);

        var (found, expected) = (
            (await shelf.Sealed()).Order(StringComparer.Ordinal),
            inSafe.Keys.Select(shelf.NameOf).Order(StringComparer.Ordinal)
        );
        if (!found.SequenceEqual(expected))
            return $"The safe holds {string.Join(", ", found)} where only {string.Join(", ", expected)} is sealed.";

        foreach (var (where, text) in await Shown(except: null))
        {
            var own = Leaders
                .Append(Deputy.Email)
                .Where(l => where.StartsWith(l, StringComparison.Ordinal))
                .SelectMany(l => quarter.SeatsOf(PersonId.Of(l), Now))
                .SelectMany(s =>
                    quarter.InOrder.Where(r => r.Assessment?.Pair == s.Pair).Select(r => SealedSlots.Of(r.Team, s.Seat))
                )
                .ToHashSet();
            foreach (var (place, sheet, commitment) in secret)
            {
                if (own.Contains(place) && inSafe.GetValueOrDefault(place) == commitment)
                    continue; // its own seat's, as it is sealed now
                if (Words(sheet).FirstOrDefault(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) is { } word)
                    return $"{where} shows '{word}' of {place}.";
            }
        }
        foreach (var file in Directory.EnumerateFiles(product.Folder, "*", SearchOption.AllDirectories))
        {
            if (In(Path.GetFileName(file), await Bytes(file)) is { } leak)
                return leak;
        }
        await foreach (var (where, bytes) in shelf.Kept())
        {
            if (In(where, bytes) is { } leak)
                return leak;
        }
        return null;

        string? In(string where, byte[] bytes) =>
            secret
                .SelectMany(p =>
                    Words(p.Sheet)
                        .Where(w =>
                            Holds(bytes, Encoding.UTF8.GetBytes(w)) || Holds(bytes, Encoding.Unicode.GetBytes(w))
                        )
                        .Select(w => $"{where} holds '{w}' of {p.Place}.")
                )
                .FirstOrDefault();
    }

    /// <summary>
    /// Every page of every reader, every answer of the API, every mail, every line of the log, every entry.
    /// </summary>
    /// <param name="except">A reader whose pages are left out.</param>
    public async Task<IReadOnlyList<(string Where, string Text)>> Shown(string? except)
    {
        var shown = new List<(string, string)>();
        foreach (
            var leader in Leaders.Append(Deputy.Email).Where(l => l != except && product.RecordingSender.To(l).Any())
        )
        {
            using var browser = await product.BrowserOf(leader);
            foreach (var path in new[] { "/desk", "/desk/checkout", "/desk/platform", "/desk/report.pdf" })
                shown.Add(($"{leader} {path}", (await browser.Get(path)).Text));
        }
        foreach (var office in SendGridFixture.Where(o => product.RecordingSender.To(o).Any()))
        {
            using var browser = await product.BrowserOf(office);
            foreach (var path in new[] { "/report", "/desk", "/desk/checkout" })
                shown.Add(($"the office {path}", (await browser.Get(path)).Text));
        }
        foreach (var path in new[] { "", "/ledger", "/report.pdf" })
            shown.Add(
                (
                    $"the API {path}",
                    await (await _ops.GetAsync($"api/quarters/2026-Q3{path}", Stop)).Content.ReadAsStringAsync(Stop)
                )
            );
        shown.AddRange(
            product
                .RecordingSender.Attempts.Where(m => m.To != except)
                .Select(m =>
                    (
                        $"a mail to the office or {m.Kind}",
                        $"{m.Subject}\n{m.Text}\n{m.Html}\n{string.Join('\n', m.Headers)}\n{string.Join('\n', m.Attached.Select(Encoding.Latin1.GetString))}"
                    )
                )
        );
        shown.AddRange(
            (await product.Get<IOutbox>().Due(Now + Duration.FromDays(900), 1000, Stop))
                .Where(m => m.To.Email != except)
                .Select(m => ($"an owed mail", $"{m.Key} {m.To} {m.Content}"))
        );
        shown.Add(("the log", product.Log.Text));
        if (More is not null)
            shown.Add(await More());
        return shown;
    }

    /// <summary>Without what is random in every run: tokens, salted hashes, signatures, ids of mails.</summary>
    public static string WithoutChance(string text) => Chance().Replace(text, "#");

    public void Dispose() => _ops.Dispose();

    private static IEnumerable<string> Words(RatingSheet sheet) =>
        sheet.Ratings.SelectMany(r => new[] { r.Note!.Split(' ')[0], r.Salt });

    private static async Task<byte[]> Bytes(string file)
    {
        await using var open = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var whole = new MemoryStream();
        await open.CopyToAsync(whole, Stop);
        return whole.ToArray();
    }

    private static bool Holds(byte[] bytes, byte[] word) => bytes.AsSpan().IndexOf(word) >= 0;

    [GeneratedRegex("[A-Za-z0-9_+/=-]{20,}|boundary.*|127\\.0\\.0\\.1:[0-9]+|[a-f0-9]{12,}|<[^<>@ ]+@[^<>@ ]+>")]
    private static partial Regex Chance();
}
