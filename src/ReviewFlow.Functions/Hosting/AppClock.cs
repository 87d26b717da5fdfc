using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace ReviewFlow.Functions.Hosting;

/// <summary>
/// The app's clock: the machine's. Beside the emulator a test may have it run faster, so that the reminder of next week
/// falls due within a minute. The runtime's own clock never does: its timers are set in its time.
/// </summary>
/// <param name="since">When it began to run fast: the moment at which it shows what the machine's shows.</param>
/// <param name="times">How fast.</param>
internal sealed partial class AppClock(Instant since, int times) : TimeProvider
{
    public const string Example =
        "3600 since 2026-10-05T06:00:00Z (an hour in a second; for tests, beside Azurite alone)";

    public static readonly AppClock Real = new(default, 1);

    public override DateTimeOffset GetUtcNow() =>
        (since + ((Instant.FromDateTimeOffset(base.GetUtcNow()) - since) * times)).ToDateTimeOffset();

    /// <summary>
    /// What the runtime's clock shows when this one shows <paramref name="moment"/>. A timer set to it fires then, also
    /// after an outage.
    /// </summary>
    public DateTime AtRuntime(Instant moment) => (since + ((moment - since) / times)).ToDateTimeUtc();

    /// <summary>Null if <paramref name="text"/> is not like <see cref="Example"/>.</summary>
    public static AppClock? Parse(string text) =>
        Fast().Match(text) is { Success: true } found
        && InstantPattern.ExtendedIso.Parse(found.Groups[2].Value) is { Success: true } from
            ? new(from.Value, int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{times} since {InstantPattern.ExtendedIso.Format(since)}");

    [GeneratedRegex("^([1-9][0-9]{0,4}) since (\\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fast();
}
