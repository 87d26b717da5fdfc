using System.Globalization;
using System.Security.Cryptography;
using ReviewFlow.Server.Tests.Hosts;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Server.Tests.FunctionApp;

/// <summary>
/// What keeps the app from starting is one plain sentence on standard error, which the platform shows in its log.
/// </summary>
[Collection(FunctionAppHost.OneAtATime)]
[Trait("Set", "Full")]
public sealed class StartupFailureTests
{
    private const string Reference = "@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/one)";

    [Theory]
    [InlineData("ReviewFlow__Ledger__SigningKey", "", "is missing", "openssl genpkey")]
    [InlineData(
        "ReviewFlow__Ledger__SigningKey",
        Reference,
        "is a Key Vault reference that was not resolved",
        "openssl genpkey"
    )]
    [InlineData("ReviewFlow__Ledger__RowKey", "", "is missing", "openssl rand -base64 32")]
    [InlineData(
        "ReviewFlow__Ledger__RowKey",
        "c2hvcnQ=",
        "it is not the base64 of 32 bytes",
        "openssl rand -base64 32"
    )]
    [InlineData("ReviewFlow__Ledger__SigningKey", "no key", "cannot be used", "openssl genpkey")]
    [InlineData("ReviewFlow__Operators", Reference, "is a Key Vault reference that was not resolved", "operators.head")]
    [InlineData("ReviewFlow__Operators", "{}", "line 1 does not fit", "reviewflow operator add")]
    [InlineData("ReviewFlow__StartRoster", "rosters", "does not fit", "rosters/2026-Q4.json")]
    [InlineData("ReviewFlow__StartSchedule", "daily", "does not fit", "0 0 6 1 1,4,7,10 *")]
    [InlineData("ReviewFlow__QuestPdf__License", "", "is missing", "Community")]
    public async Task A_setting_that_does_not_fit_is_named_with_an_example(
        string name,
        string value,
        string what,
        string example
    )
    {
        var ran = await Worker([.. Settings(), (name, value)]);
        Plain(ran, name, what, example);
        Assert.DoesNotContain("no key", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>At the levels of host.json, as it is deployed.</summary>
    [Fact]
    public async Task The_log_of_the_host_says_it_as_well()
    {
        await using var host = await FunctionAppHost.Start();
        await host.Kill();
        host.Set("ReviewFlow__Ledger__SigningKey", "no key");
        host.Launch();
        await Until.True(
            () => host.Output.Contains("ReviewFlow__Ledger__SigningKey", StringComparison.Ordinal),
            "the log names the setting",
            500
        );
    }

    [Fact]
    public async Task An_emulator_that_is_not_there() =>
        Plain(await Worker(Settings()), "does not answer", "127.0.0.1");

    /// <summary>The worker without a host, as far as it comes: until its settings are read.</summary>
    private static Task<ProcessResult> Worker((string Name, string Value)[] settings) =>
        CommandLine.Start("dotnet", [Path.Combine(FunctionAppHost.NeedsApp(), "ReviewFlow.Functions.dll")], settings);

    private static (string, string)[] Settings()
    {
        var nobody = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}/devstoreaccount1");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var operators = OperatorSetting.Make();
        return
        [
            ("ReviewFlow__PublicUrl", "http://127.0.0.1"),
            (
                "ReviewFlow__Storage__Azurite",
                $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AzuriteProcess.Key};BlobEndpoint={nobody};QueueEndpoint={nobody};TableEndpoint={nobody}"
            ),
            ("ReviewFlow__MailFolder", "mail"),
            ("ReviewFlow__Ledger__SigningKey", key.ExportPkcs8PrivateKeyPem()),
            ("ReviewFlow__Ledger__RowKey", operators.RowKey),
            ("ReviewFlow__Operators", operators.Lines),
            ("ReviewFlow__QuestPdf__License", "Community"),
            ("ReviewFlow__StartSchedule", "0 0 6 1 1 *"),
        ];
    }

    private static void Plain(ProcessResult ran, params string[] words)
    {
        Assert.Equal(1, ran.Exit);
        var sentence = Assert.Single(ran.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("Error: ", sentence, StringComparison.Ordinal); // or the host keeps it to itself
        Assert.All(words, w => Assert.Contains(w, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", ran.Out, StringComparison.Ordinal);
    }
}
