using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Delivery.Mail;
using ReviewFlow.Pairs;
using ReviewFlow.Quarters;

namespace ReviewFlow.Delivery.Ledger.Tables;

/// <summary>
/// A mail is two rows: itself, for good, and while it is owed a small one named by its next attempt. So nobody reads all mails
/// of a quarter to find the few that are due, and a mail that was delivered cannot be owed again under its key.
/// </summary>
internal static class MailRow
{
    public static TableEntity[] Of(OwedMail mail)
    {
        var packed = Packed.Pack(mail.Letter);
        if (packed.Length > Packed.MostBytes) throw new UnusableException($"The mail {mail.NamelessKey} has {packed.Length / 1024} KB and does not fit into a row of the table, which takes {Packed.MostBytes / 1024} KB; nothing was written.");
        var row = new TableEntity(mail.Quarter.ToString(), RowKeys.Mail(mail.Key))
        {
            ["Key"] = mail.Key,
            ["Name"] = mail.To.Name,
            ["Address"] = mail.To.Email,
            ["OwedAt"] = mail.OwedAt.ToUnixTimeMilliseconds(),
            ["NextAt"] = mail.OwedAt.ToUnixTimeMilliseconds(),
            ["Attempts"] = mail.Attempts,
        }.With(packed);
        if (mail.SealedToken is not null) row["Token"] = mail.SealedToken;
        if (mail.Attachment is not null) row["Attachment"] = mail.Attachment;
        if (mail.TokenDigest is not null) row["TokenDigest"] = mail.TokenDigest;
        if (mail.Mac is not null) row["Mac"] = mail.Mac;
        if (mail.TraceParent is not null) row[HeadRow.TraceParent] = mail.TraceParent;
        return [row, Owed(mail.Quarter, mail.OwedAt, mail.Key)];
    }

    public static TableEntity Owed(QuarterId quarter, Instant at, string key) =>
        new(quarter.ToString(), RowKeys.Owed(at, key)) { ["Key"] = key, ["NextAt"] = at.ToUnixTimeMilliseconds() };

    public static OwedMail Read(TableEntity row) => new(
        row.GetString("Key"), QuarterId.Parse(row.PartitionKey), new Person(row.GetString("Name"), row.GetString("Address")), row.Unpack(),
        row.GetString("Token"), row.GetString("Attachment"), row.Moment("OwedAt")!.Value, row.GetInt32("Attempts") ?? 0, row.GetString(HeadRow.TraceParent))
    {
        TokenDigest = row.GetString("TokenDigest"), Mac = row.GetString("Mac"),
    };
}
