using System.Security.Cryptography;
using NodaTime;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Testing;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>Commits of any size.</summary>
internal static class Commits
{
    public static readonly QuarterId Q3 = SampleRosters.Q3;
    public static readonly Instant Start = SampleRosters.Start;

    public static CommitDraft Of(long expected, params QuarterEvent[] events) =>
        new(Q3, expected, events, [], [], WakeAt: null, Keys: []);

    /// <summary>The start of a quarter with three teams, four events.</summary>
    public static CommitDraft Started() =>
        Of(
            0,
            [
                .. (
                    (Decision.Accepted)
                        QuarterRules.Decide(null, Q3, new QuarterCommand.Start(SampleRosters.ThreePairs), Start)
                ).Events.Take(4),
            ]
        );

    public static QuarterEvent Longer(string reason) =>
        new DeadlineExtended(Start, new LocalDate(2026, 10, 13), new LocalDate(2026, 10, 14), reason);

    public static CommitDraft WithLetters(this CommitDraft commit, int leaders, Func<int, string> letter) =>
        commit with
        {
            Mails = [.. Enumerable.Range(0, leaders).Select(i => MailTo(i, letter(i)))],
            Links = [.. Enumerable.Range(0, leaders).Select(LinkTo)],
        };

    public static OutboxMessage MailTo(int i, string letter) =>
        new(
            $"{Q3}/00001/invitation/leader{i}@example.com",
            Q3,
            new Person($"Leader {i}", $"leader{i}@example.com"),
            letter,
            Noise(220),
            null,
            Start
        )
        {
            TokenDigest = $"digest {i}",
            Mac = $"mac {i}",
        };

    public static Link LinkTo(int i) =>
        new(
            LinkTokens.HashOf($"token {i}"),
            Q3,
            PersonId.Of($"leader{i}@example.com"),
            LinkPurpose.Desk,
            1,
            Start,
            Start + Duration.FromDays(60),
            "mac"
        );

    /// <summary>Letters such as the composer writes, about 6 KB each; no two alike.</summary>
    public static string Invitation(int i) =>
        $"{{\"subject\":\"Leader "
        + $"{i}\",\"html\":\"{Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(i)))} "
        + $"{Paragraphs}\"}}";

    /// <summary>Text that cannot be made shorter than three quarters.</summary>
    public static string Noise(int length) =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", length);

    private static readonly string Paragraphs = string.Concat(
        Enumerable
            .Range(0, 60)
            .Select(i =>
                $"<tr><td style='padding:8px'>Team {i}, outcome {i * 7 % 11}</td><td>{i * 37 % 101} of 100</td></tr>"
            )
    );
}
