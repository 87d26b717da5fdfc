using System.Collections.Concurrent;
using System.Diagnostics;
using ReviewFlow.Application.Operators;
using ReviewFlow.Server.Commands;
using ReviewFlow.Server.Hosting;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>The server as a child process. It can be killed and started again on the same folder.</summary>
/// <param name="folder">Its data folder. The first start creates it.</param>
/// <param name="under">A program that runs it, with that program's arguments.</param>
internal sealed class ServerProcess(string folder, params string[] under) : IAsyncDisposable
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ReviewFlow.Server.dll");

    private const string LeadersMails = "The leaders' mails: ";

    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>Starts with <c>--sample</c>.</summary>
    public bool IsSample { get; set; }

    /// <summary>The address of the mails, as printed by the last start.</summary>
    public Uri Outbox =>
        new(_output.Last(l => l.StartsWith(LeadersMails, StringComparison.Ordinal))[LeadersMails.Length..]);

    /// <summary>Additional environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public DataFolder Data { get; } = DataFolder.At(folder);

    public Uri Address { get; } = new($"http://127.0.0.1:{Ports.Free()}/");

    /// <summary>Created by the first start.</summary>
    public string OpsKey => File.ReadAllText(OperatorKeys.FileIn(Data.Keys)).Trim();

    /// <summary>Standard output and standard error, over all starts.</summary>
    public string Output => string.Join('\n', _output);

    public async Task Start()
    {
        string[] line =
        [
            .. under,
            "dotnet",
            Program,
            "serve",
            "--data",
            Data.Root,
            "--urls",
            Address.ToString().TrimEnd('/'),
            .. IsSample ? ["--sample"] : Array.Empty<string>(),
        ];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        var ready = new TaskCompletionSource();
        var process = _process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Read(e.Data, ready);
        process.ErrorDataReceived += (_, e) => Read(e.Data, ready);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Until.True(() => process.HasExited || ready.Task.IsCompleted, "the server starts");
        Assert.False(process.HasExited, $"The server did not start: {Output}");
        Assert.Equal(
            "ok",
            await _http.GetStringAsync(new Uri(Address, "healthz"), TestContext.Current.CancellationToken)
        );
    }

    /// <summary>SIGKILL: nothing is flushed.</summary>
    public async Task Kill()
    {
        if (_process is not { } process)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _http.Dispose();
    }

    private void Read(string? line, TaskCompletionSource ready)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line == CommandTexts.HowToStop)
            ready.TrySetResult();
    }
}
