using Microsoft.Extensions.Configuration;
using ReviewFlow.Delivery;
using ReviewFlow.Delivery.Hosting;
using ReviewFlow.Delivery.Mail.SendGrid;

namespace ReviewFlow.Functions.Hosting;

/// <summary>What the app settings say; read once, at the start.</summary>
/// <param name="Folder">Where SQLite, keys, reports and, without SendGrid, mails lie.</param>
/// <param name="SendGrid">Null: mails are written to a folder.</param>
/// <param name="Roster">The file or the address that the scheduled start reads; null: no quarter is started by itself.</param>
internal sealed record FunctionSettings(DeliverySettings Delivery, string Folder, SendGridSettings? SendGrid, string? Roster)
{
    /// <summary>In the trigger's attribute; the platform reads it, so it is only checked here.</summary>
    public const string StartSchedule = "StartSchedule";

    /// <exception cref="UnusableException">A setting is wrong or missing; the message names it with an example.</exception>
    public static FunctionSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("ReviewFlow");
        if (section[StartSchedule] is not { Length: > 0 } schedule || schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is not (5 or 6))
            throw Setting.Wrong(StartSchedule, section[StartSchedule], "0 0 6 1 1,4,7,10 * (NCRONTAB; nothing starts unless ReviewFlow__StartRoster is set)");
        return new(
            Setting.Delivery(section),
            section["DataFolder"] is { Length: > 0 } folder && Path.IsPathFullyQualified(folder) ? folder : throw Setting.Wrong("DataFolder", section["DataFolder"], "/data/reviewflow"),
            SendGridSettings.Read(configuration),
            section["StartRoster"] is { Length: > 0 } roster ? roster : null);
    }
}
