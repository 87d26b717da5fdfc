using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;
using ReviewFlow.Application.Settings;
using ReviewFlow.Infrastructure.Mail.SendGrid;
using ReviewFlow.Reports;

namespace ReviewFlow.Functions.Hosting;

/// <summary>Where everything lies.</summary>
internal abstract record Storage
{
    private Storage() { }

    /// <summary>A storage account, opened with the app's identity.</summary>
    public sealed record Account(string Name) : Storage;

    /// <summary>Azurite on this machine.</summary>
    public sealed record Azurite(string Connection) : Storage;
}

/// <summary>Where the roster of the scheduled start lies.</summary>
internal abstract record RosterPlace
{
    private RosterPlace() { }

    /// <summary>On this machine; only beside Azurite.</summary>
    public sealed record File(string Path) : RosterPlace
    {
        public override string ToString() => Path;
    }

    /// <summary>In the storage account, read with the app's identity.</summary>
    public sealed record Blob(string Container, string Name) : RosterPlace
    {
        public override string ToString() => $"{Container}/{Name}";
    }
}

/// <summary>What the app settings say; read once, at the start.</summary>
/// <param name="MailFolder">Where mails go without SendGrid; only beside Azurite.</param>
/// <param name="Roster">What the scheduled start reads; null: no quarter is started by itself.</param>
internal sealed partial record FunctionSettings(
    ReviewFlowSettings Delivery,
    Storage Storage,
    LedgerKeys LedgerKeys,
    RowMac RowMac,
    OperatorKeys Operators,
    QuestLicense QuestPdf,
    SendGridSettings? SendGrid,
    string? MailFolder,
    RosterPlace? Roster,
    AppClock Clock
)
{
    /// <summary>In the trigger's attribute; the platform reads it, so it is only checked here.</summary>
    public const string StartSchedule = "StartSchedule";

    /// <exception cref="OperatorException">A setting is wrong or missing; the message names it with an
    /// example.</exception>
    public static FunctionSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("ReviewFlow");
        if (section[StartSchedule]?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is not (5 or 6))
            throw SettingReader.Wrong(StartSchedule, section[StartSchedule], FunctionAppTexts.ExampleSchedule);
        var (storage, sendGrid) = (StorageOf(section), SendGridSettings.Read(configuration));
        var mail = section["MailFolder"] is { Length: > 0 } folder ? folder : null;
        if (sendGrid is null && (mail is null || storage is Storage.Account))
            throw SettingReader.Wrong("SendGrid:ApiKey", null, FunctionAppTexts.ExampleSendGridKey);
        var (clock, rowMac) = (ClockOf(section["FastClock"], storage), SettingReader.RowKey(section));
        return new(
            SettingReader.Delivery(section),
            storage,
            SettingReader.LedgerKey(section, clock),
            rowMac,
            SettingReader.Operators(section, rowMac, clock),
            Enum.GetNames<QuestLicense>().Contains(section["QuestPdf:License"]) // TryParse would take a number as well
                ? Enum.Parse<QuestLicense>(section["QuestPdf:License"]!)
                : throw SettingReader.Wrong(
                    "QuestPdf:License",
                    section["QuestPdf:License"],
                    FunctionAppTexts.ExampleLicense
                ),
            sendGrid,
            mail,
            RosterOf(section["StartRoster"], storage),
            clock
        );
    }

    private static Storage StorageOf(IConfigurationSection section) =>
        (section["Storage:Account"], section["Storage:Azurite"]) switch
        {
            ({ Length: > 0 } name, _) when AccountName().IsMatch(name) => new Storage.Account(name),
            (null or "", { Length: > 0 } connection) => new Storage.Azurite(connection),
            var (name, _) => throw SettingReader.Wrong("Storage:Account", name, FunctionAppTexts.ExampleAccount),
        };

    private static RosterPlace? RosterOf(string? place, Storage storage) =>
        place switch
        {
            null or "" => null,
            _ when storage is Storage.Azurite && Path.IsPathRooted(place) => new RosterPlace.File(place),
            _ when BlobPath().Match(place) is { Success: true } blob => new RosterPlace.Blob(
                blob.Groups[1].Value,
                blob.Groups[2].Value
            ),
            _ => throw SettingReader.Wrong("StartRoster", place, FunctionAppTexts.ExampleRoster),
        };

    private static AppClock ClockOf(string? fast, Storage storage) =>
        fast switch
        {
            null or "" => AppClock.Real,
            _ when storage is Storage.Account => throw new ConfigurationException(FunctionAppTexts.FastClockRefused),
            _ => AppClock.Parse(fast) ?? throw SettingReader.Wrong("FastClock", fast, AppClock.Example),
        };

    [GeneratedRegex("^([a-z0-9](?:-?[a-z0-9]){2,62})/([^/].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex BlobPath();

    [GeneratedRegex("^[a-z0-9]{3,24}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountName();
}
