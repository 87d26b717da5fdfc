using System.Collections;
using System.Reflection;
using CsCheck;
using ReviewFlow.Application.Mails;

namespace ReviewFlow.Application.Tests.Mails.Layout;

public sealed class TypedLinksTests
{
    private static readonly string[] Planted =
    [
        "https://evil.example/x?u=https://reviewflow.invalid/link",
        "www.evil.example",
        "evil.example",
        "mailto:a@evil.example",
        "a@evil.example",
        "HTTP://evil.example",
        "tel:+4912345",
        "192.0.2.1:9/c",
        @"\\evil\share",
        @"file:\\evil.example\x",
        "evil。example",
        "a＠evil．example",
        "(evil.example)",
        "<https://evil.example>",
        "\"a b\"@evil.example",
        "see:http://evil.example,www.evil.example;evil.example/x",
        "[https://evil.example](https://evil.example)",
        "[.]evil.example",
        "evil.\u2060example",
        "evil\u2060.example",
        "https[:]//evil.example",
    ];

    private static readonly Dictionary<string, MethodInfo> Kinds = typeof(MailContent)
        .Assembly.GetExportedTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(m => m.ReturnType == typeof(MailContent))
        .ToDictionary(m => $"{m.DeclaringType!.Name}.{m.Name}");

    public static TheoryData<string> Names => [.. Kinds.Keys];

    /// <summary>Every kind of mail with every field that somebody typed.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_field_of_any_mail_becomes_a_link(string kind)
    {
        var of = Kinds[kind].GetParameters()[0].ParameterType;
        foreach (var planted in Planted)
        {
            for (var variant = 0; variant < 24; variant++)
            {
                var mail = (MailContent)Kinds[kind].Invoke(null, [FormResult(of, planted, variant)])!;
                var (text, html) = (SampleMails.Text(mail), SampleMails.Html(mail));
                Linkable.IsNothingBut(new(SampleMails.Url), mail.Subject, text, html);
            }
        }
    }

    [Fact]
    public void Names_and_figures_read_as_they_were_typed()
    {
        const string typed = "Node.js of Booking.com: 8.2 MB, 1.234.567 at 10:30 (3:1), e.g. J.R. Smith... really.";
        var shown = Shown(typed);
        Assert.Equal(typed, shown.Replace("\u2060", "", StringComparison.Ordinal));
        Assert.Contains("8.2 MB, 1.234.567 at 10:30 (3:1)", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("See https://wiki.example.com/q3?a=1.5, ok.", "See https[:]//wiki[.]example[.]com/q3?a=1[.]5, ok.")]
    [InlineData("Ask ada@example.com.", "Ask ada[@]example[.]com.")]
    [InlineData("www.example.com", "www[.]example[.]com")]
    [InlineData(@"\\files\reviews", @"[\\]files\reviews")]
    public void An_address_can_be_read_and_typed_but_not_pressed(string typed, string shown) =>
        Assert.Equal(shown, Shown(typed));

    [Fact]
    public void Whatever_is_typed_is_broken_once_and_for_all() =>
        Gen.OneOf(
                "http",
                "https:",
                ":",
                "//",
                ".",
                "..",
                "@",
                "[",
                "]",
                "[.]",
                "[:]",
                "\u2060",
                "\u2060.\u2060",
                "www",
                "evil",
                "example",
                "1",
                "9",
                @"\\",
                @"\",
                " ",
                "。",
                "＠",
                "：",
                "é",
                "😀",
                "-",
                "/"
            )
            .Array[1, 12]
            .Select(string.Concat)
            .Sample(
                typed =>
                {
                    var once = Shown(typed);
                    Assert.Empty(Linkable.In(once));
                    Assert.Equal(once, Shown(once));
                },
                iter: 20_000
            );

    private static string Shown(string typed) => new MailContent(typed, "", "", [], "").Subject;

    /// <summary>Bits of the variant choose flags, members of enumerations and how long lists are.</summary>
    private static object? FormResult(Type type, string planted, int variant)
    {
        if (type == typeof(string))
            return planted;
        if (type == typeof(int))
            return 1 + variant % 2;
        if (type == typeof(bool))
            return variant % 3 == 1;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(variant % Enum.GetValues(type).Length);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var of = type.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(of))!;
            for (var i = 0; i < 1 + variant / 4 % 2; i++)
                list.Add(FormResult(of, planted, variant + i));
            return list;
        }
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var fields = constructor.GetParameters();
        return constructor.Invoke([
            .. fields.Select(p => FormResult(p.ParameterType, planted, variant / 2 + p.Position)),
        ]);
    }
}
