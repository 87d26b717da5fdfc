using System.Net;
using System.Net.Sockets;

namespace ReviewFlow.Server.Tests.Hosts;

/// <summary>
/// Ports below the ephemeral range, so that no outgoing connection takes a server's port while it restarts.
/// </summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Count = 10_000;
    private static int _next = Environment.ProcessId * 37;

    public static int Free()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
