using ReviewFlow.Application.Keys;
using ReviewFlow.Application.Operators;

namespace ReviewFlow.Testing;

/// <summary>What <c>ReviewFlow__Operators</c> holds where one operator has every scope.</summary>
/// <param name="RowKey">Base64 of 32 bytes.</param>
/// <param name="Key">The operator's key.</param>
/// <param name="Lines">The setting.</param>
internal sealed record OperatorSetting(string RowKey, string Key, string Lines)
{
    public static OperatorSetting Make()
    {
        using var folder = new TempFolder();
        var key = OperatorKeys.OpenOrCreate(folder.Path).JustMade!;
        return new(
            File.ReadAllText(RowMac.PathIn(folder.Path)).Trim(),
            key,
            File.ReadAllText(OperatorFile.PathIn(folder.Path)) + File.ReadAllText(OperatorFile.HeadIn(folder.Path))
        );
    }
}
