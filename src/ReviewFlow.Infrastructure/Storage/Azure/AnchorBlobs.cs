using System.Globalization;
using System.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Anchors;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Storage.Azure;

/// <summary>
/// A blob for each time that anchors were set, <c>anchors/20261127T030000123.jsonl</c>, in the container whose policy
/// lets nobody change or delete it.
/// </summary>
public sealed class AnchorBlobs(ReportContainer container) : IAnchorStore
{
    private const string Prefix = "anchors/";

    public async Task<IReadOnlyList<Anchor>> Read(CancellationToken cancellationToken) =>
        [
            .. from blob in await container.ReadAll(Prefix, cancellationToken)
            from line in Encoding.UTF8.GetString(blob).Split('\n')
            let anchor = Anchor.Parse(line)
            where anchor is not null
            orderby anchor.At, anchor.Head.Version
            select anchor,
        ];

    public async Task Append(IReadOnlyList<Anchor> anchors, CancellationToken cancellationToken)
    {
        var lines = Encoding.UTF8.GetBytes(string.Join('\n', anchors.Select(a => a.ToLine())));
        // Two hosts may set the same anchors at once; the hash keeps them apart or makes them one.
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{anchors[0].At.ToDateTimeUtc():yyyyMMdd'T'HHmmssfff}-{ReportContainer.HashOf(lines)[..16]}.jsonl"
        );
        if (!await container.WriteOnce(name, lines, "application/jsonl", cancellationToken))
            throw new IntegrityException(StorageTexts.AnchorNotOverwritten.With(new { name }));
    }
}
