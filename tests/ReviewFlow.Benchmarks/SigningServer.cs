using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Settings;
using ReviewFlow.Server.Demo;
using ReviewFlow.Server.Hosting;
using ReviewFlow.Server.Tests.Scenarios;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Benchmarks;

/// <summary>
/// The server as a process of its own, and sixty-four product leaders with a browser each. Product seats alone complete
/// no pair, so no mail follows a sign-off.
/// </summary>
internal sealed class SigningServer : IAsyncDisposable
{
    public const int Leaders = 64;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);
    private static readonly Dictionary<string, string> Ticked = new() { [Fields.Confirmed] = Fields.Yes };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reviewflow-benchmark-");
    private readonly List<LeaderBrowser> _browsers = [];
    private readonly Process _process;
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort()}/");
    private readonly DataFolder _data;

    private SigningServer(bool traced)
    {
        _data = DataFolder.At(Path.Combine(_folder.FullName, "data"));
        string[] server =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "ReviewFlow.Server.dll"),
            "serve",
            "--data",
            _data.Root,
            "--urls",
            _address.ToString().TrimEnd('/'),
        ];
        string[] line = traced ? ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", Trace, .. server] : server;
        _process = Process.Start(
            new ProcessStartInfo(line[0], line[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ReviewFlow__SignIn"] = nameof(SignIn.Link) },
            }
        )!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Lies on the disk that the server writes to.</summary>
    public string Beside => Path.Combine(_folder.FullName, "bare.db");

    public long LogBytes => new FileInfo(_data.Database + "-wal").Length;

    /// <summary>Syncs of the write-ahead log so far; of a server that is traced.</summary>
    public int Syncs =>
        File.ReadLines(Trace)
            .Count(l =>
                l.Contains("sync(", StringComparison.Ordinal)
                && l.Contains("reviewflow.db-wal>", StringComparison.Ordinal)
            );

    private string Trace => Path.Combine(_folder.FullName, "syncs");

    /// <param name="rounds">How often every leader can sign.</param>
    /// <param name="traced">Counts syncs, and is slower.</param>
    public static async Task<SigningServer> Start(int rounds, bool traced = false)
    {
        var server = new SigningServer(traced);
        using var http = new HttpClient { BaseAddress = server._address };
        await Until(async () =>
        {
            try
            {
                return (await http.GetAsync("healthz")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        http.DefaultRequestHeaders.Add(
            OperatorKeys.Header,
            (await File.ReadAllTextAsync(OperatorKeys.FileIn(server._data.Keys))).Trim()
        );
        using var roster = new ByteArrayContent(GeneratedRosters.Create(1 + (Leaders * rounds), Leaders + 1));
        (await http.PostAsync("api/quarters", roster)).EnsureSuccessStatusCode();
        var (mails, links) = (new Mailbox(server._data.Mail), new Dictionary<string, Uri>());
        await Until(() =>
        {
            foreach (var (address, link) in mails.NewLinks())
                links[address] = link;
            return Task.FromResult(links.Count >= (Leaders + 1) * 2);
        });
        foreach (var (_, link) in links.Where(l => l.Key.StartsWith("pd", StringComparison.Ordinal)))
            server._browsers.Add(
                new(link, _ => throw new InvalidOperationException("The server asks for links alone."))
            );
        return server;
    }

    /// <summary>A form each, of a team that waits for them: what sends it and waits for its receipt.</summary>
    public async Task<IReadOnlyList<Func<Task>>> Forms()
    {
        var forms = new List<Func<Task>>();
        foreach (var browser in _browsers)
        {
            var home = await browser.OpenHome(CancellationToken.None);
            var href = home.QuerySelector("section[aria-labelledby=you] li a[href]")!.GetAttribute("href")!;
            var page = await browser.Open(new Uri(_address, href), CancellationToken.None);
            forms.Add(async () =>
            {
                using var answer = await browser.Submit(page, "sign-off", Ticked, CancellationToken.None);
                if (answer.StatusCode != HttpStatusCode.SeeOther)
                    throw new InvalidOperationException($"A sign-off was answered with {answer.StatusCode}.");
            });
        }
        return forms;
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(b => b.Dispose());
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var every = new PeriodicTimer(Often);
        for (var looks = 0; !await isSo(); looks++)
        {
            if (looks > 2400)
                throw new TimeoutException("The server did not come so far in two minutes.");
            await every.WaitForNextTickAsync();
        }
    }

    private static string FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
