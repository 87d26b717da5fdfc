using System.Text.Json;
using ReviewFlow.People;

namespace ReviewFlow.Tests.People;

/// <summary>One mailbox is one address, and every address is one mailbox.</summary>
public sealed class EmailAddressTests
{
    private const string A63 = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk";

    [Theory]
    [InlineData("quoted", "\"cpo\"@example.com")]
    [InlineData("quoted, with a sub-address", "\"cpo+x\"@example.com")]
    [InlineData("a dot before the @", "cpo.@example.com")]
    [InlineData("a dot before the @", "pd.logistics.@example.com")]
    [InlineData("a dot first", ".cpo@example.com")]
    [InlineData("a dot doubled", "c..po@example.com")]
    [InlineData("an address literal", "cpo@[192.0.2.1]")]
    [InlineData("an address literal", "cpo@[IPv6:2001:db8::1]")]
    [InlineData("an IPv4 address", "cpo@192.0.2.1")]
    [InlineData("a route by %", "cpo%example.com@example.org")]
    [InlineData("a route by !", "example.com!cpo@example.org")]
    [InlineData("a dot at the end", "cto@example.com.")]
    [InlineData("a dot at the end, full width", "cto@example.com\uFF0E")]
    [InlineData("an ideographic dot", "cto@example\u3002com")]
    [InlineData("one label", "cto@localhost")]
    [InlineData("no name", "@example.com")]
    [InlineData("no domain", "cto@")]
    [InlineData("nothing", "")]
    [InlineData("two of it", "cto@cpo@example.com")]
    [InlineData("a space", "cto @example.com")]
    [InlineData("a space at the end", "cto@example.com ")]
    [InlineData("a line feed", "cto@example.com\n")]
    [InlineData("a display name", "Cto <cto@example.com>")]
    [InlineData("a comment", "cto(x)@example.com")]
    [InlineData("a local part of 65", $"{A63}ab@example.com")]
    [InlineData("a label of 64", $"cto@{A63}a.com")]
    [InlineData("a hyphen first", "cto@-example.com")]
    [InlineData("a hyphen last", "cto@example-.com")]
    [InlineData("an underscore", "cto@exa_mple.com")]
    [InlineData("a local part that is not ASCII", "cté@example.com")]
    [InlineData("a zero-width space in the domain", "cto@exam\u200Bple.com")]
    [InlineData("a soft hyphen in the domain", "cto@exam\u00ADple.com")]
    [InlineData("full-width letters in the domain", "cto@\uFF45xample.com")]
    [InlineData("an accent by itself", "cto@e\u0301xample.com")]
    [InlineData("punycode of nothing", "cto@xn--zzzzzz.com")]
    [InlineData("punycode of a control character", "cto@xn--a.com")]
    [InlineData("255 characters", $"{A63}@{A63}.{A63}.{A63}")]
    public void What_may_be_another_spelling_of_a_mailbox_or_none_is_refused(string what, string email)
    {
        Assert.False(EmailAddress.TryRead(email, out _), what);
        Assert.False(Person.IsAddress(email), what);
    }

    [Theory]
    [InlineData("cto@example.com")]
    [InlineData("Cto+Away@Example.COM")]
    [InlineData("o'brien@example.co.uk")]
    [InlineData("a.b-c_d=e/f@a-b.example")]
    [InlineData("#$&'*+-/=?^_`{|}~@example.com")]
    [InlineData("cto@1and1.example")]
    [InlineData("cto@xn--mnchen-3ya.example")]
    [InlineData("cto@ab--cd.example")]
    [InlineData($"{A63}a@{A63}.com")]
    [InlineData($"{A63}@{A63}.{A63}.{A63}", 1)]
    public void A_plain_address_is_kept_as_it_is(string email, int cut = 0)
    {
        Assert.True(EmailAddress.TryRead(email[cut..], out var address));
        Assert.Equal(email[cut..], address);
        Assert.True(Person.IsAddress(email[cut..]));
    }

    [Theory]
    [InlineData("cto@münchen.example", "cto@xn--mnchen-3ya.example")]
    [InlineData("cto@MÜNCHEN.example", "cto@xn--mnchen-3ya.example")]
    [InlineData("cto@пример.рф", "cto@xn--e1afmkfd.xn--p1ai")]
    [InlineData("cto@उदाहरण.भारत", "cto@xn--p1b6ci4b4b3a.xn--h2brj9c")]
    public void A_unicode_domain_is_kept_in_ASCII_and_is_the_same_mailbox(string typed, string kept)
    {
        Assert.True(EmailAddress.TryRead(typed, out var address));
        Assert.Equal(kept, address);
        Assert.False(Person.IsAddress(typed)); // not in this form
    }

    [Theory]
    [InlineData("CTO@Example.com", "cto@example.com")]
    [InlineData("cto+x@example.com", "cto@example.com")]
    [InlineData("cto+@example.com", "cto@example.com")]
    [InlineData("cto+x+y@example.com", "cto@example.com")]
    [InlineData("+x@example.com", "+x@example.com")] // nothing is left of it without, so it is a mailbox of its own
    public void Neither_case_nor_a_sub_address_makes_another_person(string email, string id)
    {
        Assert.Equal(id, PersonId.Of(email).ToString());
        Assert.Equal(PersonId.Of(email), PersonId.Of(id));
    }

    /// <summary>
    /// What isemail calls valid (or only asks the DNS about) and is refused here, each with the reason.
    /// </summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["test@io"] = "a host name of one label is nobody's mailbox outside the company's own network",
        ["!#$%&`*+/=?^`{|}~@iana.org"] = "% and ! were routes to another mailbox",
    };

    /// <summary>
    /// What isemail accepts with a remark, by its diagnosis; all of these are refused, each kind with the reason.
    /// </summary>
    private static readonly Dictionary<string, string> RefusedKinds = new()
    {
        ["rfc5321QuotedString"] = "a quoted local part is a second spelling of the plain one",
        ["rfc5321AddressLiteral"] = "an address literal is a second spelling of the host",
        ["rfc5321TLD"] = "one label",
        ["rfc5321TLDNumeric"] = "all digits at the end: an IPv4 address",
        ["deprecatedIPv6"] = "an address literal",
        ["deprecatedLocalPart"] = "quoted",
        ["deprecatedQP"] = "quoted",
        ["deprecatedQTEXT"] = "quoted",
        ["deprecatedFWS"] = "white space",
        ["deprecatedCFWSNearAt"] = "a comment or white space",
        ["deprecatedComment"] = "a comment",
        ["deprecatedCTEXT"] = "a comment",
        ["cfwsFWS"] = "white space",
        ["cfwsComment"] = "a comment",
    };

    /// <summary>
    /// The suite of isemail 1.2.0 (the npm package; BSD): <c>rfc5322…</c> are errors to it as <c>err…</c> are.
    /// </summary>
    [Fact]
    public void The_suite_of_isemail_errors_are_refused_and_plain_valid_ones_accepted()
    {
        var file = Path.Combine(FolderOfTests(), "node_modules", "isemail", "test", "tests.json");
        Assert.SkipUnless(File.Exists(file), "isemail's suite is not installed: npm ci --prefix tests");
        var cases = JsonSerializer
            .Deserialize<string[][]>(File.ReadAllText(file))!
            .Select(c => (Address: c[0], Diagnosis: c[1]))
            .ToArray();

        Assert.Equal(185, cases.Length);
        Assert.All(cases, c =>
            Assert.True(
                IsFine(c.Address, c.Diagnosis) == EmailAddress.TryRead(c.Address, out _),
                $"{c.Address}: {c.Diagnosis}"
            )
        );
        Assert.All(Exceptions.Keys, e => Assert.Contains(cases, c => c.Address == e));
    }

    private static bool IsFine(string address, string diagnosis) =>
        diagnosis switch
        {
            "valid" or "dnsWarnNoRecord" or "dnsWarnNoMXRecord" => !Exceptions.ContainsKey(address),
            _ => diagnosis.StartsWith("err", StringComparison.Ordinal)
            || diagnosis.StartsWith("rfc5322", StringComparison.Ordinal)
            || RefusedKinds.ContainsKey(diagnosis)
                ? false
                : throw new InvalidOperationException($"The suite says something new: {diagnosis}"),
        };

    private static string FolderOfTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "tests", "package.json")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests");
    }
}
