using System.Security.Cryptography;

namespace ReviewFlow.Web.Shared;

/// <summary>The one stylesheet. Its address carries its hash, so browsers may keep it forever.</summary>
public static class Stylesheet
{
    /// <summary>UTF-8, as embedded in the assembly.</summary>
    public static ReadOnlyMemory<byte> Content { get; } = Read();

    /// <summary><c>/assets/reviewflow.0123456789ab.css</c></summary>
    public static string Href { get; } =
        $"/assets/reviewflow.{Convert.ToHexStringLower(SHA256.HashData(Content.Span))[..12]}.css";

    private static byte[] Read()
    {
        using var source = typeof(Stylesheet).Assembly.GetManifestResourceStream("reviewflow.css")
            ?? throw new InvalidOperationException("The assembly was built without reviewflow.css.");
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        return copy.ToArray();
    }
}
