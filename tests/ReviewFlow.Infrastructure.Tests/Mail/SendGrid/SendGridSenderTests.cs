using System.Text.Json.Nodes;
using MimeKit;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Rosters;

namespace ReviewFlow.Infrastructure.Tests.Mail.SendGrid;

[Collection(Metered.Alone)]
public sealed class SendGridSenderTests : SendGridSenderTestBase
{
    [Fact]
    public async Task A_mail_goes_out_as_it_was_written_and_nothing_is_tracked()
    {
        Assert.IsType<SendResult.Delivered>(await Send());

        var expected = JsonNode.Parse(
            $$"""
            {
              "from": {"name": "ReviewFlow", "email": "reviews@example.com"},
              "subject": "Réviews: it is your turn",
              "personalizations": [{"to": [{"name": "The CTO", "email": "cto@example.com"}]}],
              "content": [
                {"type": "text/plain", "value": "Open https://reviews.example.com/l/token"},
                {"type": "text/html", "value": "<p><a href=\"https://reviews.example.com/l/token\">Open</a></p>"}
              ],
              "headers": {"Auto-Submitted": "auto-generated", "Message-ID": "<0123456789abcdef@example.com>"},
              "custom_args": {"send_id": "{{MessageHash.Of(
                MailKey
            )}}", "quarter": "2026-Q3", "message_id": "0123456789abcdef"},
              "tracking_settings": {
                "click_tracking": {"enable": false, "enable_text": false},
                "open_tracking": {"enable": false},
                "subscription_tracking": {"enable": false},
                "ganalytics": {"enable": false}
              }
            }
            """
        );
        var sent = Assert.Single(Server.Arrived);
        Assert.True(JsonNode.DeepEquals(expected, sent), sent.ToJsonString());
    }

    [Fact]
    public async Task What_comes_back_with_events_names_nobody()
    {
        await Send();
        var arguments = Assert.Single(Server.Arrived)["custom_args"]!.AsObject();
        Assert.Equal(["message_id", "quarter", "send_id"], arguments.Select(a => a.Key).Order());
        Assert.DoesNotContain("@", arguments.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Doe, Jane")]
    [InlineData("Smith, John; Jr.")]
    [InlineData("Müller, Ada (CPO)")]
    [InlineData("Doe, Jane \\ \"JJ\" <jj@evil.example>, ")]
    [InlineData("Jane \"JJ\" Doe")]
    [InlineData("\"Doe, Jane\"")]
    public async Task A_name_with_commas_and_semicolons_reaches_its_recipient(string name)
    {
        var message = Message();
        message.To.Clear();
        message.To.Add(new MailboxAddress(name, "cto@example.com"));
        Assert.IsType<SendResult.Delivered>(await Send(message: message));
        Assert.Equal((name, "cto@example.com"), Assert.Single(Server.Reached));
    }

    [Fact]
    public async Task Every_leader_of_a_roster_with_commas_in_names_is_reached()
    {
        var roster = RosterReader
            .Read(
                await File.ReadAllBytesAsync(
                    Path.Combine(AppContext.BaseDirectory, "Cases", "commas-in-names.json"),
                    Stop
                )
            )
            .Roster!;
        await using var office = await SendGridFixture.Open(Settings, roster);
        Assert.Equal(2, await office.OutboxDispatcher.Deliver(Stop));
        Assert.Equal(
            [("Müller, Ada (CPO)", "pat@example.com"), ("Smith, John; Jr.", "terry@example.com")],
            Server.Reached.OrderBy(to => to.Email, StringComparer.Ordinal)
        );
    }

    /// <summary>SendGrid takes a comma in the sender's name as it is and would show the quotes.</summary>
    [Fact]
    public async Task The_senders_name_goes_without_quotes()
    {
        var message = Message();
        message.From.Clear();
        message.From.Add(new MailboxAddress("Reviews, Example Co", "reviews@example.com"));
        await Send(message: message);
        Assert.Equal("Reviews, Example Co", (string?)Assert.Single(Server.Taken)["from"]!["name"]);
    }

    [Fact]
    public async Task The_report_travels_with_its_name_byte_for_byte()
    {
        var file = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        await Send(message: Message(file));
        var attached = Assert.Single(Assert.Single(Server.Arrived)["attachments"]!.AsArray())!;
        Assert.Equal(
            ("2026-Q3.pdf", "application/pdf", "attachment"),
            ((string?)attached["filename"], (string?)attached["type"], (string?)attached["disposition"])
        );
        Assert.Equal(file, Convert.FromBase64String((string)attached["content"]!));
    }

    [Fact]
    public async Task The_sandbox_checks_a_mail_and_its_yes_is_a_delivery()
    {
        Assert.IsType<SendResult.Delivered>(await Send(Settings with { Sandbox = true }));
        Assert.True((bool?)Assert.Single(Server.Arrived)["mail_settings"]!["sandbox_mode"]!["enable"]);
    }
}
