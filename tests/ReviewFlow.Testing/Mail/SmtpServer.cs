using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReviewFlow.Testing.Mail;

/// <summary>A small SMTP server on this machine that answers as it is told. Null hangs up without an answer.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _serving;
    private int _sessions;

    /// <param name="answer">What it answers to <c>CONNECT</c>, <c>EHLO</c>, <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c> and
    /// <c>.</c> in the n-th session, counted from 1.</param>
    public SmtpServer(Func<int, string, string?> answer)
    {
        _listener.Start();
        _serving = Serve(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every message that came in to its end, whatever was answered.</summary>
    public List<string> Messages { get; } = [];

    public static string Fine(string command) =>
        command switch
        {
            "CONNECT" => "220 ready",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task Serve(Func<int, string, string?> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await Talk(client.GetStream(), ++_sessions, answer);
            }
        }
        catch (Exception e)
            when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Talk(NetworkStream stream, int session, Func<int, string, string?> answer)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        for (var command = "CONNECT"; command is not null; command = Verb(await reader.ReadLineAsync(_closing.Token)))
        {
            if (answer(session, command) is not { } line)
                return;
            await Say(stream, line);
            if (command == "QUIT")
                return;
            if (command != "DATA" || !line.StartsWith('3'))
                continue;
            var message = new StringBuilder();
            while (await reader.ReadLineAsync(_closing.Token) is { } text && text != ".")
                message.Append(text).Append('\n');
            Messages.Add(message.ToString());
            if (answer(session, ".") is not { } end)
                return;
            await Say(stream, end);
        }
    }

    private Task Say(NetworkStream stream, string line) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _closing.Token).AsTask();

    private static string? Verb(string? line) => line?.Split(' ', ':')[0].ToUpperInvariant();
}
