using System.Globalization;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

/// <summary>What the data folder holds that was made with a key after the key was revoked.</summary>
internal static class RevokedKeys
{
    /// <summary>A sentence for each revoked key that something was made with.</summary>
    public static IEnumerable<string> Used(
        KeyRing ring,
        LedgerKeys keys,
        IEnumerable<LedgerHead> heads,
        IReadOnlyList<Anchor> anchors,
        SqliteFile file
    )
    {
        var signed = heads.Where(keys.IsRevoked).ToArray();
        var anchored = anchors.Where(a => keys.IsRevoked(a.Head)).ToArray();
        foreach (var key in ring.Keys.Where(k => k.RevokedSince is not null))
        {
            var sentence =
                key.Kind == KeyKind.Mac
                    ? OfRows(key, RowsOfKey.Since(file, key.Id, key.RevokedSince!.Value))
                    : OfHeads(
                        key,
                        [.. signed.Where(h => h.KeyId == key.Id).Select(h => h.Quarter.ToString())],
                        anchored.Count(a => a.Head.KeyId == key.Id)
                    );
            if (sentence is not null)
                yield return sentence;
        }
    }

    private static string? OfHeads(RingKey key, string[] quarters, int anchors)
    {
        if (quarters.Length == 0 && anchors == 0)
            return null;
        var values = new
        {
            key = key.Id,
            since = Since(key),
            anchors,
            number = anchors.ToString("N0", CultureInfo.InvariantCulture),
            quarters = string.Join(", ", quarters),
        };
        return quarters.Length == 0
            ? CommandTexts.RevokedKeySignedAnchors.With(values)
            : CommandTexts.RevokedKeySignedHeads.With(values);
    }

    private static string? OfRows(RingKey key, RowsOfKey rows) =>
        rows.IsNone
            ? null
            : CommandTexts.RevokedKeyWroteRows.With(
                new
                {
                    key = key.Id,
                    since = Since(key),
                    links = rows.Links,
                    mails = rows.Mails,
                    texts = rows.SealedTexts,
                }
            );

    private static string Since(RingKey key) => Clock.Milliseconds.Format(key.RevokedSince!.Value);
}
