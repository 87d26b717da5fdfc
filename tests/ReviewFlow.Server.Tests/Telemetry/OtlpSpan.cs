using System.Text;

namespace ReviewFlow.Server.Tests.Telemetry;

/// <summary>
/// Read from an ExportTraceServiceRequest of opentelemetry-proto: resource_spans, scope_spans, spans.
/// </summary>
internal sealed record OtlpSpan(string Trace, string Name)
{
    private const int TraceId = 1,
        NameOf = 5;

    public static IEnumerable<OtlpSpan> In(byte[] request) =>
        from resource in Parts(request, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select new OtlpSpan(
            Convert.ToHexStringLower(Parts(span, TraceId).Single().Span),
            Encoding.UTF8.GetString(Parts(span, NameOf).Single().Span)
        );

    /// <summary>The length-delimited fields with this number.</summary>
    private static List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, int number)
    {
        var (found, at) = (new List<ReadOnlyMemory<byte>>(), 0);
        while (at < message.Length)
        {
            var tag = (int)Varint();
            switch (tag & 7)
            {
                case 0:
                    Varint();
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint();
                    if (tag >> 3 == number)
                        found.Add(message.Slice(at, length));
                    at += length;
                    break;
            }
        }
        return found;

        ulong Varint()
        {
            var (value, shift) = (0ul, 0);
            while (true)
            {
                var piece = message.Span[at++];
                value |= (ulong)(piece & 0x7f) << shift;
                if (piece < 0x80)
                    return value;
                shift += 7;
            }
        }
    }
}
