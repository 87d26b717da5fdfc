using System.Text.RegularExpressions;

namespace ReviewFlow.Application.Telemetry;

/// <summary>
/// What others said (a mail server, a file system), for the log: addresses are struck out. Ops read it whole in the
/// quarter's status.
/// </summary>
public static partial class PersonalDataFilter
{
    public static string Of(string text) => Address().Replace(text, "(address)");

    [GeneratedRegex(@"[^\s<>""'(),;:/]+@[^\s<>""'(),;:/]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
