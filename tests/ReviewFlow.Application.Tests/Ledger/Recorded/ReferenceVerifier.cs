using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewFlow.Testing;

namespace ReviewFlow.Application.Tests.Ledger.Recorded;

/// <summary>What the verifier in the other language says of one export.</summary>
/// <param name="Is"><c>whole</c>, <c>partial</c> or <c>broken</c>.</param>
internal sealed record Judgement(string Is, string Sentence);

/// <summary>
/// The verifier of <c>tests/verifier</c>, which was written from docs/ledger.md and shares no line with the product.
/// </summary>
internal static class ReferenceVerifier
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Of all in one process.</summary>
    public static async Task<IReadOnlyList<Judgement>> Judge(IEnumerable<(string Export, string Key)> exports)
    {
        using var node = Start("--batch");
        var errors = node.StandardError.ReadToEndAsync(Stop);
        var answers = node.StandardOutput.ReadToEndAsync(Stop);
        foreach (var (export, key) in exports)
            await node.StandardInput.WriteLineAsync(
                new JsonObject { ["export"] = export, ["key"] = key }
                    .ToJsonString()
                    .AsMemory(),
                Stop
            );
        node.StandardInput.Close();
        await node.WaitForExitAsync(Stop);
        Assert.True(node.ExitCode == 0, await errors);
        return
        [
            .. (await answers)
                .TrimEnd('\n')
                .Split('\n')
                .Select(line => JsonSerializer.Deserialize<Judgement>(line, JsonSerializerOptions.Web)!),
        ];
    }

    /// <summary>As somebody runs it who was handed a file.</summary>
    public static async Task<(int Exit, string Said)> Run(string export, string key)
    {
        using var node = Start(export, key);
        node.StandardInput.Close();
        var (said, errors) = (node.StandardOutput.ReadToEndAsync(Stop), node.StandardError.ReadToEndAsync(Stop));
        await node.WaitForExitAsync(Stop);
        return (node.ExitCode, await said + await errors);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("node", [RecordedLedger.Verifier, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
