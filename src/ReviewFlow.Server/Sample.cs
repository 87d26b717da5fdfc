namespace ReviewFlow.Server;

internal static class Sample
{
    public static byte[] Roster()
    {
        using var source = typeof(Sample).Assembly.GetManifestResourceStream("sample.json")
            ?? throw new InvalidOperationException("The assembly was built without the sample quarter.");
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        return copy.ToArray();
    }
}
