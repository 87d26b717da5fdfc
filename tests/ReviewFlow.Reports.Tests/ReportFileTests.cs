using System.Security.Cryptography;
using System.Text;
using ReviewFlow.Reports.Document;

namespace ReviewFlow.Reports.Tests;

public class ReportFileTests
{
    [Fact]
    public void A_sound_file_is_known_by_its_hash_pages_and_bytes()
    {
        var sound = Assert.IsType<Verdict.Sound>(ReportFile.Verify(Sample.Pdf));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Sample.Pdf)), sound.Sha256);
        Assert.InRange(sound.Pages, 12, 20);
    }

    [Theory]
    [InlineData(0), InlineData(4), InlineData(100), InlineData(20_000)]
    public void A_file_cut_short_is_unsound(int length) =>
        Assert.IsType<Verdict.Unsound>(ReportFile.Verify(Sample.Pdf[..length]));

    [Fact]
    public void A_file_without_its_last_bytes_is_unsound() =>
        Assert.IsType<Verdict.Unsound>(ReportFile.Verify(Sample.Pdf[..^10]));

    [Fact]
    public void A_changed_byte_changes_the_hash_or_breaks_the_file()
    {
        var whole = Assert.IsType<Verdict.Sound>(ReportFile.Verify(Sample.Pdf));
        for (var i = 0; i < Sample.Pdf.Length; i += Sample.Pdf.Length / 40)
        {
            var changed = (byte[])Sample.Pdf.Clone();
            changed[i] ^= 0x20;
            if (ReportFile.Verify(changed) is Verdict.Sound sound)
                Assert.NotEqual(whole.Sha256, sound.Sha256);
        }
    }

    [Fact]
    public void A_page_without_words_is_unsound()
    {
        var verdict = Assert.IsType<Verdict.Unsound>(ReportFile.Verify(Encoding.ASCII.GetBytes(Blank)));
        Assert.Equal("Page 1 has no text.", verdict.Problem);
    }

    [Fact]
    public void A_file_says_what_it_was_composed_from() =>
        Assert.Equal(new Stamp("2026-Q3", Sample.Head.Version, Sample.Head.Hash), ReportFile.Read(Sample.Pdf));

    [Fact]
    public void Another_file_says_nothing()
    {
        Assert.Null(ReportFile.Read(Encoding.ASCII.GetBytes(Blank)));
        Assert.Null(ReportFile.Read([1, 2, 3]));
    }

    private static string Blank
    {
        get
        {
            var pdf = new StringBuilder("%PDF-1.4\n");
            var offsets = new List<int>();
            foreach (
                var body in new[]
                {
                    "<</Type /Catalog /Pages 2 0 R>>",
                    "<</Type /Pages /Kids [3 0 R] /Count 1>>",
                    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
                }
            )
            {
                offsets.Add(pdf.Length);
                pdf.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{offsets.Count} 0 obj\n{body}\nendobj\n"
                );
            }
            var table = pdf.Length;
            pdf.Append("xref\n0 4\n0000000000 65535 f \n");
            foreach (var offset in offsets)
                pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
            pdf.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"trailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
            );
            return pdf.ToString();
        }
    }
}
