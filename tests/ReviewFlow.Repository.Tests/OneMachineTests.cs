using System.ComponentModel;
using System.Diagnostics;

namespace ReviewFlow.Repository.Tests;

public sealed class OneMachineTests
{
    private static string Folder => Path.Combine(Bicep.Root, "infra", "one-machine");
    private static string Unit => Path.Combine(Folder, "reviewflow.service");

    [Theory]
    [InlineData("DynamicUser=yes")]
    [InlineData("StateDirectory=reviewflow")]
    [InlineData("StateDirectoryMode=0700")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("ProtectHome=yes")]
    [InlineData("PrivateTmp=yes")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("SystemCallFilter=@system-service")]
    [InlineData("EnvironmentFile=/etc/reviewflow/reviewflow.env")]
    public void The_service_is_closed_in(string line) => Assert.Contains(line, File.ReadAllLines(Unit));

    [Fact]
    public void It_listens_to_this_machine_only_and_caddy_asks_there()
    {
        Assert.Contains("--urls http://127.0.0.1:5080", File.ReadAllText(Unit), StringComparison.Ordinal);
        Assert.Contains(
            "reverse_proxy 127.0.0.1:5080",
            File.ReadAllText(Path.Combine(Folder, "Caddyfile")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Links_are_tokens_so_no_access_is_logged() =>
        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(Folder, "Caddyfile")), l =>
            l.TrimStart().StartsWith("log", StringComparison.Ordinal)
        );

    [Fact]
    public void The_example_of_settings_holds_no_secret_and_the_readme_names_each()
    {
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var lines = File.ReadAllLines(Path.Combine(Folder, "reviewflow.env.example"));
        Assert.All(lines, l =>
            Assert.Contains(l[..l.IndexOf('=', StringComparison.Ordinal)], readme, StringComparison.Ordinal)
        );
        Assert.Contains("ReviewFlow__Smtp__Password=", lines);
    }

    [Fact]
    public async Task What_systemd_makes_of_the_unit_is_exposed_little()
    {
        // Its scale goes from 0 to 10; below 3 it says OK. A service that speaks to the world does not come below 1.
        var (exit, said) = await Analyze("security", "--offline=true", "--threshold=25", Unit);
        Assert.True(exit == 0, said);
    }

    private static async Task<(int Exit, string Said)> Analyze(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("systemd-analyze", arguments)
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            var (said, more) = (
                process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
                process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            );
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await said + await more);
        }
        catch (Win32Exception)
        {
            Assert.Skip(
                "There is no systemd-analyze here; run 'systemd-analyze security --offline=true "
                    + "infra/one-machine/reviewflow.service' where there is."
            );
            throw;
        }
    }
}
