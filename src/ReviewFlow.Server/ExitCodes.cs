namespace ReviewFlow.Server;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A check found something, or the server refused.</summary>
    public const int Refused = 1;

    /// <summary>The input or the command line is invalid.</summary>
    public const int BadInput = 2;

    /// <summary>Something on this machine, or the connection to the server, prevented it.</summary>
    public const int Unavailable = 3;
}
