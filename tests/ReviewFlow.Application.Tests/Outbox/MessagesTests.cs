using System.Net;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MailKit.Security;
using MimeKit;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Mail;
using ReviewFlow.People;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Mail;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>What a message is made of, as it is written to a file or a server.</summary>
public sealed class MessagesTests : IDisposable
{
    private readonly ProductFixture _house = new ProductFixture().Start(SampleRosters.OneTeam).GetAwaiter().GetResult();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _house.Dispose();

    public static TheoryData<string> Names =>
        [
            "Jane Doe",
            "Doe, Jane",
            "Smith, John; Jr.",
            "Müller, Ada (CPO)",
            "Doe, Jane Ünal \"JJ\"",
            "Ünal \"JJ\" Jane, Dr.",
            "O'Neil \\ Sons",
            "a@b.example <c@d.example>",
            "=?utf-8?q?Jane?=",
            "Jane =?utf-8?q?Doe?= Ü",
            "😀 Ada 👩‍👩‍👧‍👦",
            "عائشة بنت محمد",
            "王 小明",
            "A  B",
            "Jane\u00A0Doe",
            "\ud800 half",
            new string('x', 100),
            string.Concat(Enumerable.Repeat("Long, ", 16)) + "Name",
            string.Concat(Enumerable.Repeat("😀", 50)),
            string.Join(' ', Enumerable.Repeat("Ünal", 20)),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_is_encoded_as_a_whole_and_reads_back_as_itself(string name)
    {
        var (raw, read) = await Written(new Person(name, "cto@example.com"));
        using (read)
        {
            var to = Assert.Single(read.To.Mailboxes);
            Assert.Equal((Sent(name), "cto@example.com"), (to.Name, to.Address));
        }
        var header = raw[..raw.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.All(header.Split('\n'), line => Assert.True(line.Length <= 78, line));
        var lines = header[header.IndexOf("\nTo: ", StringComparison.Ordinal)..].Split('\n')[1..];
        var written = string.Concat(lines.TakeWhile((line, i) => i == 0 || line.StartsWith(' ')));
        Assert.False(
            written.Contains("=?", StringComparison.Ordinal) && written.Contains('"', StringComparison.Ordinal),
            written
        );
    }

    [Fact]
    public async Task Whatever_name_the_rules_accept_reads_back_as_itself()
    {
        var one = (await _house.Outbox.Due(_house.Now, 1, Stop))[0];
        var names = Gen.OneOf(Gen.String, Gen.String["aé,\"\\ =?;<>@()😀_."]).Where(Person.IsName);
        await names.SampleAsync(
            async name =>
            {
                var mail = one with { To = new Person(name, "cto@example.com") };
                using var message = await _house.Get<MimeMessageBuilder>().Build(mail, Stop);
                using var file = new MemoryStream();
                await message!.WriteToAsync(file, Stop);
                file.Position = 0;
                using var read = await MimeMessage.LoadAsync(file, Stop);
                Assert.Equal(Sent(name), Assert.Single(read.To.Mailboxes).Name);
                Assert.Equal("cto@example.com", Assert.Single(read.To.Mailboxes).Address);
            },
            iter: 2_000
        );
    }

    [Theory]
    [InlineData("ReviewFlow <reviews@example.com>", "reviews@example.com")]
    [InlineData("\"Beurteilungen, Über uns \\\"Q\\\"\" <reviews@example.com>", "reviews@example.com")]
    [InlineData("Reviews <reviews@münchen.example>", "reviews@xn--mnchen-3ya.example")]
    public async Task A_sender_of_any_name_and_domain_leaves_in_ascii(string from, string address)
    {
        var settings = _house.Get<ReviewFlowSettings>() with { From = from };
        var (tokens, archive) = (_house.Get<LinkTokens>(), _house.Get<IReportArchive>());
        var messages = new MimeMessageBuilder(tokens, archive, settings, _house.Get<LedgerKeys>());
        var (raw, read) = await Written(new Person("Jane", "cto@example.com"), messages);
        using (read)
        {
            var sender = Assert.Single(read.From.Mailboxes);
            Assert.Equal(MailboxAddress.Parse(from).Name, sender.Name);
            Assert.Equal(address, MailboxAddress.EncodeAddrspec(sender.Address));
            Assert.EndsWith($"@{address.Split('@')[1]}", read.MessageId, StringComparison.Ordinal);
        }
        Assert.Matches(@"\nMessage-Id: <[0-9a-f]{32}@[a-z0-9.-]+>\n", raw);
    }

    [Fact]
    public async Task Two_fresh_installations_give_the_same_mail_two_message_ids()
    {
        using var other = await new ProductFixture().Start(SampleRosters.OneTeam);
        await _house.OutboxDispatcher.Deliver(Stop);
        await other.OutboxDispatcher.Deliver(Stop);

        var (ours, theirs) = (_house.RecordingSender.Delivered, other.RecordingSender.Delivered);
        Assert.Equal(ours.Select(m => m.Key).ToHashSet(), theirs.Select(m => m.Key).ToHashSet());
        Assert.Empty(ours.Select(m => m.MessageId).Intersect(theirs.Select(m => m.MessageId)));
    }

    [Fact]
    public async Task The_mails_of_a_run_open_the_report_once()
    {
        var (file, opened) = ("%PDF-"u8.ToArray(), 0);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
        await _house.Get<IReportArchive>().Put(SampleRosters.Q3, sha256, file, Stop);
        var archive = Faulty.Around(_house.Get<IReportArchive>(), (method, _) =>
        {
            opened += method == nameof(IReportArchive.Open) ? 1 : 0;
            return null;
        });
        var (tokens, settings) = (_house.Get<LinkTokens>(), _house.Get<ReviewFlowSettings>());
        var messages = new MimeMessageBuilder(tokens, archive, settings, _house.Get<LedgerKeys>());
        var mail = (await _house.Outbox.Due(_house.Now, 1, Stop))[0] with { Attachment = sha256 };

        using var first = await messages.Build(mail, Stop);
        using var second = await messages.Build(mail, Stop);

        Assert.Equal(1, opened);
        messages.CloseReport();
        using var later = await messages.Build(mail, Stop);
        Assert.Equal(2, opened);
        Assert.Equal(["2026-Q3.pdf", "2026-Q3.pdf"], Attached(first!).Concat(Attached(second!)));

        static IEnumerable<string?> Attached(MimeMessage message) =>
            message.Attachments.OfType<MimePart>().Select(part => part.FileName);
    }

    [Fact]
    public async Task After_a_restart_a_mail_keeps_its_message_id()
    {
        var one = (await _house.Outbox.Due(_house.Now, 1, Stop))[0];
        using var restarted = new ProductFixture(_house.Folder);
        using var before = await _house.Get<MimeMessageBuilder>().Build(one, Stop);
        using var after = await restarted.Get<MimeMessageBuilder>().Build(one, Stop);
        Assert.Equal(before!.MessageId, after!.MessageId);
    }

    [Fact]
    public async Task A_mail_file_is_ascii_and_says_how_its_text_is_encoded()
    {
        using var folder = new TempFolder();
        var json = SampleRosters.Json(("platform", "company"));
        json["company"] = "Ünïcödé GmbH";
        json["pairs"]![0]!["product"]!["name"] = "Pía";
        json["teams"]![0]!["name"] = "Tëam";
        var sender = new EmlFolderSender(folder["mail"]);
        using var house = await new ProductFixture(folder.Path, sender: sender).Start(SampleRosters.Read(json));
        Assert.Equal(2, await house.OutboxDispatcher.Deliver(Stop));

        foreach (var path in Directory.GetFiles(folder["mail"]))
        {
            Assert.All(await File.ReadAllBytesAsync(path, Stop), b => Assert.InRange(b, (byte)1, (byte)0x7E));
            Assert.All(await File.ReadAllLinesAsync(path, Stop), line => Assert.True(line.Length <= 998, line));
            using var message = await MimeMessage.LoadAsync(path, Stop);
            var encoding = message.BodyParts.OfType<TextPart>().First().ContentTransferEncoding;
            Assert.True(encoding is ContentEncoding.QuotedPrintable or ContentEncoding.Base64);
            Assert.Contains("Ünïcödé GmbH", message.TextBody, StringComparison.Ordinal);
            Assert.Contains("Ünïcödé GmbH", WebUtility.HtmlDecode(message.HtmlBody), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_that_takes_eight_bits_gets_ascii_all_the_same()
    {
        await using var server = new SmtpServer(
            (_, command) => command == "EHLO" ? "250-here\r\n250 8BITMIME" : SmtpServer.Fine(command)
        );
        var settings = new SmtpSettings
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Security = SecureSocketOptions.None,
        };
        var sender = new SmtpSender(settings);
        var one = (await _house.Outbox.Due(_house.Now, 1, Stop))[0];
        one = one with
        {
            To = new Person("Jané, \"JJ\"", "cto@example.com"),
            Content = one.Content.Replace("Example", "Exämple", StringComparison.Ordinal),
        };
        using var message = await _house.Get<MimeMessageBuilder>().Build(one, Stop);

        Assert.IsType<SendResult.Delivered>(await sender.Send(message!, one.Key, Stop));
        Assert.All(Assert.Single(server.Messages), c => Assert.True(char.IsAscii(c)));
    }

    private async Task<(string Raw, MimeMessage Read)> Written(Person to, MimeMessageBuilder? messages = null)
    {
        var one = (await _house.Outbox.Due(_house.Now, 1, Stop))[0];
        using var message = await (messages ?? _house.Get<MimeMessageBuilder>()).Build(one with { To = to }, Stop);
        using var file = new MemoryStream();
        await message!.WriteToAsync(file, Stop);
        Assert.All(file.ToArray(), b => Assert.InRange(b, (byte)1, (byte)0x7E));
        file.Position = 0;
        var raw = Encoding.ASCII.GetString(file.ToArray()).ReplaceLineEndings("\n");
        return (raw, await MimeMessage.LoadAsync(file, Stop));
    }

    /// <summary>Half a character, which JSON can hold, cannot be sent.</summary>
    private static string Sent(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
