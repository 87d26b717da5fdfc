using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>
/// Rows of the outbox that were changed behind the product's back: each is one dead letter, and everything beside it is
/// delivered.
/// </summary>
public sealed class TableCorruptionTests(Azurite azurite) : IDisposable
{
    private const string Partition = "2026-Q3";
    private readonly TempFolder _folder = new();
    private LedgerKeys? _key;
    private LedgerTable _table = null!;
    private TableClient _rows = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TableOutbox Outbox => new(_table);

    [Theory]
    [InlineData("\"Quarter\":\"2026-Q3\"", "\"Quarter\":\"no quarter\"")]
    [InlineData("\"Quarter\":\"2026-Q3\"", "\"Quarter\":\"2026-Q4\"")]
    [InlineData("\"OwedAt\":", "\"OwedAt\":\"yesterday\",\"Then\":")]
    [InlineData("\"To\":{", "\"To\":null,\"Else\":{")]
    public async Task One_mail_in_a_parcel_that_cannot_be_read_is_one_dead_letter_and_the_others_are_due(
        string text,
        string spoiled
    )
    {
        await Commit(40);
        await SpoilParcel(json =>
        {
            var at = json.IndexOf(
                text,
                json.IndexOf("\"Mail\":{\"Key\":\"2026-Q3/00001/invitation/leader7@", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            return json[..at] + spoiled + json[(at + text.Length)..];
        });

        var due = await Outbox.Due(Start.Plus(NodaTime.Duration.FromDays(36500)), 1000, Stop);
        var unreadable = Assert.Single(due, m => m.Unreadable is not null);
        Assert.Equal(40, due.Select(m => m.Key).Distinct().Count());
        await Outbox.DeadLettered(unreadable.Key, unreadable.Unreadable!, Stop);
        Assert.Equal(
            (39, 1),
            await Outbox.Count(Q3, Stop) is var count ? (count.Owed, count.DeadLettered.Count) : default
        );
        Assert.NotNull(await new TableLinks(_table).Find(LinkTo(39).TokenHash, Stop));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("")]
    public async Task A_parcel_that_cannot_be_read_at_all_is_one_dead_letter_and_the_quarter_goes_on(string json)
    {
        await Commit(40);
        await SpoilParcel(_ => json);
        await new TableLedger(_table, _key!).Commit(Of(4) with { Mails = [MailTo(99, "fresh")] }, Stop);

        var due = await Outbox.Due(Start.Plus(NodaTime.Duration.FromDays(36500)), 1000, Stop);
        Assert.Equal([false, true], due.Select(m => m.Unreadable is null).Order());
        var unreadable = due.Single(m => m.Unreadable is not null);
        await Outbox.DeadLettered(unreadable.Key, unreadable.Unreadable!, Stop);
        Assert.Equal(
            (1, 1),
            await Outbox.Count(Q3, Stop) is var count ? (count.Owed, count.DeadLettered.Count) : default
        );
    }

    [Theory]
    [InlineData("the mail is gone")]
    [InlineData("the mail says another moment")]
    [InlineData("the mail says no moment")]
    [InlineData("the mail was delivered")]
    public async Task A_row_that_says_that_something_is_due_is_never_due_for_ever(string what)
    {
        await Commit(3);
        var mail = (
            await _rows.GetEntityAsync<TableEntity>(
                Partition,
                RawRows.OfMail(MailTo(1, "").Key),
                cancellationToken: Stop
            )
        ).Value;
        if (what == "the mail is gone")
            await _rows.DeleteEntityAsync(mail, mail.ETag, Stop);
        else
        {
            mail.Remove("NextAt");
            if (what == "the mail says another moment")
                mail["NextAt"] = Start.ToUnixTimeMilliseconds() + 1;
            else if (what == "the mail says no moment")
                mail["NextAt"] = "soon";
            else
                mail["DeliveredAt"] = Start.ToUnixTimeMilliseconds();
            await _rows.UpdateEntityAsync(mail, mail.ETag, TableUpdateMode.Replace, Stop);
        }

        var due = await Outbox.Due(Start, 10, Stop);
        Assert.Equal(2, due.Count(m => m.Unreadable is null));
        foreach (var bad in due.Where(m => m.Unreadable is not null))
            await Outbox.DeadLettered(bad.Key, bad.Unreadable!, Stop);
        Assert.Equal(what == "the mail was delivered" ? 0 : 1, due.Count - 2);
        Assert.Equal(
            what is "the mail was delivered" or "the mail is gone" ? 0 : 1,
            (await Outbox.Count(Q3, Stop)).DeadLettered.Count
        );

        foreach (var good in due.Where(m => m.Unreadable is null))
            await Outbox.Delivered(good.Key, Start, Stop);
        Assert.Empty(await Outbox.Due(Start, 10, Stop));
        Assert.Null(await Outbox.NextAttempt(Stop));
        Assert.Null(await Outbox.OldestOwed(Stop));
    }

    [Fact]
    public async Task A_quarter_whose_rows_do_not_answer_keeps_no_other_from_being_due()
    {
        await using var weather = await FaultyTransport.Before((await azurite.Up()).Tables);
        await Commit(2, weather.Address);
        await _rows.AddEntityAsync(new TableEntity("quarters", "2026-Q4"), Stop);
        weather.OnOther = request =>
            request.QueryString.Value!.Contains("2026-Q4", StringComparison.Ordinal) ? Fate.Throttled : Fate.Arrives;
        Assert.Equal(2, (await Outbox.Due(Start, 10, Stop)).Count);
    }

    public void Dispose()
    {
        _key?.Dispose();
        _folder.Dispose();
    }

    private async Task Commit(int leaders, Uri? through = null)
    {
        (_table, _key) = (await azurite.Table(through), LedgerKeys.OpenOrCreate(_folder.Path));
        _rows = new TableClient(Azurite.Connection((await azurite.Up()).Tables), _table.Name);
        Assert.Equal(
            new CommitAnswer.Written(),
            await new TableLedger(_table, _key).Commit(Started().WithLetters(leaders, Invitation), Stop)
        );
    }

    private async Task SpoilParcel(Func<string, string> change)
    {
        var parcel = (
            await _rows.GetEntityAsync<TableEntity>(Partition, "owed-0-0000000004-000", cancellationToken: Stop)
        ).Value;
        RawRows.Change(parcel, change);
        await _rows.UpdateEntityAsync(parcel, parcel.ETag, TableUpdateMode.Replace, Stop);
    }
}

/// <summary>Rows as docs/ledger.md and the code under it lay them out, for a hand that changes them.</summary>
internal static class RawRows
{
    public static string OfMail(string key) =>
        "mail-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Changes the packed text of a row that has one piece of it.</summary>
    public static void Change(TableEntity row, Func<string, string> change)
    {
        using var text = new StreamReader(
            new BrotliStream(new MemoryStream(row.GetBinary("Text00")), CompressionMode.Decompress)
        );
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(Encoding.UTF8.GetBytes(change(text.ReadToEnd())));
        Assert.False(row.ContainsKey("Text01"));
        row["Text00"] = packed.ToArray();
    }
}
