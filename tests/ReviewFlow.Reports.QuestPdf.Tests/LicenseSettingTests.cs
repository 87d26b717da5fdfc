using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using ReviewFlow.Application;
using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;
using ReviewFlow.Functions.Hosting;

namespace ReviewFlow.Reports.QuestPdf.Tests;

/// <summary>
/// QuestPDF is free only below a revenue limit, so which licence the company holds is said, never assumed.
/// </summary>
public sealed class LicenseSettingTests
{
    [Theory]
    [
        InlineData(null),
        InlineData(""),
        InlineData("community"),
        InlineData("0"),
        InlineData("1"),
        InlineData("Evaluation"),
        InlineData("Community, Professional")
    ]
    public void Without_a_licence_that_QuestPDF_knows_the_start_stops_with_the_settings_name_and_an_example(
        string? license
    )
    {
        var stop = Assert.ThrowsAny<OperatorException>(() => Read(license));
        Assert.Contains("ReviewFlow:QuestPdf:License", stop.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Set ReviewFlow__QuestPdf__License to something like: Community, Professional or Enterprise",
            stop.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [
        InlineData("Community", QuestLicense.Community),
        InlineData("Professional", QuestLicense.Professional),
        InlineData("Enterprise", QuestLicense.Enterprise)
    ]
    public void Each_licence_is_known_by_its_name(string text, QuestLicense license) =>
        Assert.Equal(license, Read(text).QuestPdf);

    private static FunctionSettings Read(string? license)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (rowKey, operators) = Operators();
        return FunctionSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["ReviewFlow:PublicUrl"] = "https://reviews.example.com",
                        ["ReviewFlow:From"] = "ReviewFlow <reviews@example.com>",
                        ["ReviewFlow:Storage:Azurite"] = "UseDevelopmentStorage=true",
                        ["ReviewFlow:EmlFolderSender"] = "/tmp/mails",
                        ["ReviewFlow:StartSchedule"] = "0 0 6 1 1,4,7,10 *",
                        ["ReviewFlow:Ledger:SigningKey"] = key.ExportPkcs8PrivateKeyPem(),
                        ["ReviewFlow:Ledger:RowKey"] = rowKey,
                        ["ReviewFlow:Operators"] = operators,
                        ["ReviewFlow:QuestPdf:License"] = license,
                    }
                )
                .Build()
        );
    }

    private static (string RowKey, string Lines) Operators()
    {
        var folder = Directory.CreateTempSubdirectory("reviewflow-test-").FullName;
        try
        {
            OperatorKeys.OpenOrCreate(folder);
            return (
                File.ReadAllText(RowMac.PathIn(folder)),
                File.ReadAllText(OperatorFile.PathIn(folder)) + File.ReadAllText(OperatorFile.HeadIn(folder))
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
