namespace ReviewFlow.Server;

/// <summary>Exit codes of the command line.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;

    /// <summary>A check found something, or the server refused.</summary>
    public const int Refused = 1;

    /// <summary>The input, or the command line itself, is not sound.</summary>
    public const int BadInput = 2;

    /// <summary>This machine, or the way to the server, does not let us.</summary>
    public const int Unusable = 3;
}
