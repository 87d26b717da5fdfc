using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Links;
using ReviewFlow.Application.Outbox;
using ReviewFlow.Application.Release;
using ReviewFlow.Infrastructure.Storage.Sqlite;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Outbox;

/// <summary>An outbox with one mail that fails as it is told.</summary>
public abstract class MailFaultTestBase
{
    private protected const string Unlucky = "product.market@example.com";

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static void Break(IServiceCollection services, string step, Func<Exception?> fault)
    {
        services
            .AddSingleton<SqliteOutbox>()
            .AddSingleton(p =>
                Faulty.Around<IOutbox>(p.GetRequiredService<SqliteOutbox>(), (method, args) =>
                    $"mark as {method.ToLowerInvariant()}" == step
                    && args[0] is string key
                    && key.EndsWith(Unlucky, StringComparison.Ordinal)
                        ? fault()
                        : null
                )
            );
        if (step == "open the attachment")
            services.AddSingleton<IReportArchive>(Faulty.Around<IReportArchive>(new NoReports(), (_, _) => fault()));
        if (step == "open the link")
        {
            services
                .AddSingleton<EphemeralDataProtectionProvider>()
                .AddSingleton<IDataProtectionProvider>(p => new FaultyKeys(
                    p.GetRequiredService<EphemeralDataProtectionProvider>(),
                    fault
                ));
        }
    }

    private protected static void Edit(ProductFixture house, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={house.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Equal(1, command.ExecuteNonQuery());
        Resign(house, connection);
    }

    /// <summary>
    /// As if ReviewFlow had written what the edit made of it: what is tested is what comes behind the MAC.
    /// </summary>
    private protected static void Resign(ProductFixture house, SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT key, quarter, name, address, content, token, attachment, owed_at FROM mail";
        var mails = new List<string?[]>();
        using (var rows = read.ExecuteReader())
        {
            while (rows.Read())
                mails.Add([.. Enumerable.Range(0, 8).Select(i => rows.IsDBNull(i) ? null : rows.GetString(i))]);
        }
        foreach (var mail in mails)
        {
            using var write = connection.CreateCommand();
            write.CommandText = "UPDATE mail SET token_digest = $2, mac = $3 WHERE key = $1";
            write.Parameters.AddWithValue("$1", mail[0]);
            mail[5] = mail[5] is { } token ? LinkTokens.HashOf(token) : null;
            write.Parameters.AddWithValue("$2", (object?)mail[5] ?? DBNull.Value);
            write.Parameters.AddWithValue("$3", house.Get<RowMac>().Of("mail", OwedAt(mail[7]!), mail.AsSpan(0, 7)));
            write.ExecuteNonQuery();
        }
    }

    /// <summary>A moment that is none makes the row unreadable, whatever its MAC.</summary>
    private static Instant OwedAt(string milliseconds) =>
        long.Parse(milliseconds, CultureInfo.InvariantCulture) is var at
        && at <= Instant.MaxValue.ToUnixTimeMilliseconds()
            ? Instant.FromUnixTimeMilliseconds(at)
            : default;

    private protected sealed class NoReports : IReportArchive
    {
        public Task Put(QuarterId quarter, string sha256, ReadOnlyMemory<byte> file, CancellationToken stop) =>
            Task.CompletedTask;

        public Task Publish(QuarterId quarter, string sha256, CancellationToken stop) => Task.CompletedTask;

        public Task<byte[]?> Open(QuarterId quarter, string sha256, CancellationToken stop) =>
            Task.FromResult<byte[]?>(null);
    }

    /// <summary>Throws for what it did not seal itself.</summary>
    private protected sealed class FaultyKeys(IDataProtectionProvider inner, Func<Exception?> fault)
        : IDataProtectionProvider,
            IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new FaultyKeys(inner.CreateProtector(purpose), fault);

        public byte[] Protect(byte[] plaintext) => ((IDataProtector)inner).Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return ((IDataProtector)inner).Unprotect(protectedData);
            }
            catch (CryptographicException) when (fault() is { } e)
            {
                throw e;
            }
        }
    }

    /// <summary>Takes every mail but those it is told otherwise of.</summary>
    private protected sealed class FaultySender : IMailSender
    {
        /// <summary>What it answers to the n-th attempt of all; null to take the mail.</summary>
        public Func<MimeMessage, int, SendResult?> OnSend { get; set; } = (_, _) => null;

        public List<string> Attempts { get; } = [];

        public List<string> Delivered { get; } = [];

        public Task<SendResult> Send(MimeMessage message, string key, CancellationToken stop)
        {
            var to = message.To.Mailboxes.Single().Address;
            Attempts.Add(to);
            var answer = OnSend(message, Attempts.Count) ?? new SendResult.Delivered();
            if (answer is SendResult.Delivered)
                Delivered.Add(to);
            return Task.FromResult(answer);
        }
    }
}
