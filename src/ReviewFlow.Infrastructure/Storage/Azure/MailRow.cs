using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// A mail is two rows: itself, for good, and while it is owed a small one named by its next attempt. So nobody reads
/// all mails of a quarter to find the few that are due, and a mail that was delivered cannot be owed again under its
/// key.
/// </summary>
internal static class MailRow
{
    public static TableEntity[] Of(OutboxMessage mail)
    {
        var packed = CompressedText.Pack(mail.Content);
        if (packed.Length > CompressedText.MaxBytes)
            throw new IntegrityException(
                StorageTexts.MailTooLong.With(
                    new
                    {
                        key = mail.NamelessKey,
                        size = packed.Length / 1024,
                        limit = CompressedText.MaxBytes / 1024,
                    }
                )
            );
        var row = new TableEntity(mail.Quarter.ToString(), RowKeys.Mail(mail.Key))
        {
            ["Key"] = mail.Key,
            ["Name"] = mail.To.Name,
            ["Address"] = mail.To.Email,
            ["OwedAt"] = mail.OwedAt.ToUnixTimeMilliseconds(),
            ["NextAt"] = mail.OwedAt.ToUnixTimeMilliseconds(),
            ["Attempts"] = mail.Attempts,
        }.With(packed);
        if (mail.SealedToken is not null)
            row["Token"] = mail.SealedToken;
        if (mail.Attachment is not null)
            row["Attachment"] = mail.Attachment;
        if (mail.TokenDigest is not null)
            row["TokenDigest"] = mail.TokenDigest;
        if (mail.Mac is not null)
            row["Mac"] = mail.Mac;
        if (mail.TraceParent is not null)
            row[HeadRow.TraceParent] = mail.TraceParent;
        return [row, Owed(mail.Quarter, mail.OwedAt, mail.Key, mail.OwedAt)];
    }

    /// <summary>
    /// A mail that could not be unpacked, so that it is dead-lettered like any other that cannot be read.
    /// </summary>
    /// <param name="content">What there was, for those who look into it.</param>
    public static TableEntity[] OfUnreadable(QuarterId quarter, string key, string why, Instant at, byte[] content)
    {
        var row = new TableEntity(quarter.ToString(), RowKeys.Mail(key))
        {
            ["Key"] = key,
            ["Name"] = "",
            ["Address"] = "",
            ["OwedAt"] = at.ToUnixTimeMilliseconds(),
            ["NextAt"] = at.ToUnixTimeMilliseconds(),
            ["Attempts"] = 0,
            [Unreadable] = why,
        };
        return [content.Length <= CompressedText.MaxBytes ? row.With(content) : row, Owed(quarter, at, key, at)];
    }

    public static TableEntity Owed(QuarterId quarter, Instant at, string key, Instant owedAt) =>
        new(quarter.ToString(), RowKeys.Owed(at, key))
        {
            ["Key"] = key,
            ["NextAt"] = at.ToUnixTimeMilliseconds(),
            ["OwedAt"] = owedAt.ToUnixTimeMilliseconds(),
        };

    /// <summary>Where a row was changed by others, nothing in it need be of the type it was written as.</summary>
    public static Instant? MomentOrNull(this TableEntity row, string property) =>
        row.TryGetValue(property, out var value) && value is long at && at >= 0 && at <= LastMoment
            ? Instant.FromUnixTimeMilliseconds(at)
            : null;

    public static string TextOrEmpty(this TableEntity row, string property) =>
        row.TryGetValue(property, out var value) ? value as string ?? "" : "";

    /// <summary>The mail, or the same mail as one that cannot be read.</summary>
    /// <param name="key">Under which it is owed.</param>
    public static OutboxMessage Examine(TableEntity row, string key)
    {
        var why = row.TextOrEmpty(Unreadable);
        try
        {
            if (why.Length == 0 && row.TextOrEmpty("Key") == key)
                return Read(row);
            if (why.Length == 0)
                why = StorageTexts.MailRowOfAnotherMail;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            why = StorageTexts.MailRowUnreadable.With(new { problem = e.Message });
        }
        var mail = OutboxMessage.OfUnreadable(
            key,
            row.TextOrEmpty("Address"),
            why,
            row.MomentOrNull("OwedAt") ?? default
        );
        return mail with { Quarter = QuarterId.Parse(row.PartitionKey) };
    }

    private const string Unreadable = nameof(OutboxMessage.Unreadable);

    private static readonly long LastMoment = Instant.MaxValue.ToUnixTimeMilliseconds();

    private static OutboxMessage Read(TableEntity row) =>
        new(
            row.GetString("Key"),
            QuarterId.Parse(row.PartitionKey),
            new Person(row.GetString("Name") ?? "", row.GetString("Address") ?? ""),
            row.Unpack(),
            row.GetString("Token"),
            row.GetString("Attachment"),
            row.Moment("OwedAt")!.Value,
            row.GetInt32("Attempts") ?? 0,
            row.GetString(HeadRow.TraceParent)
        )
        {
            TokenDigest = row.GetString("TokenDigest"),
            Mac = row.GetString("Mac"),
        };
}
