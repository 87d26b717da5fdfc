using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Rosters;

namespace ReviewFlow.Tests.Rosters;

/// <summary>
/// Two people may share a name; what is on the roster then wants a look, until ops state that they are two.
/// </summary>
public sealed class NamesakeTests
{
    private const string Cto = "Chief Technology Officer";

    [Fact]
    public void Two_people_of_one_name_are_accepted_with_a_warning_that_says_what_to_check()
    {
        var (roster, _, warnings) = Read("chief  product OFFICER");
        Assert.NotNull(roster);
        var warning = Assert.Single(warnings);
        Assert.Equal(("$.pairs[0].technology.name", 33), (warning.Path, warning.Line));
        Assert.Equal(
            "'chief  product OFFICER' is also the name of cpo@example.com at $.pairs[0].product.name (line 29).",
            warning.What
        );
        Assert.Equal(
            "Check that these are two people and not two addresses of one. If they are two, state it: "
                + "\"namesakes\": [[\"cpo@example.com\", \"cto@example.com\"]].",
            warning.Right
        );
    }

    [Theory]
    [InlineData("a no-break space", "Chief\u00A0Product Officer")]
    [InlineData("a thin space", "Chief Product\u2009Officer")]
    [InlineData("a zero-width space", "Chief Pro\u200Bduct Officer")]
    [InlineData("a Hangul filler", "Chief\u3164Product Officer")]
    [InlineData("a Cyrillic letter", "Chief Pr\u043Educt Officer")]
    [InlineData("a Cyrillic capital", "\u0421hief Product Officer")]
    [InlineData("a Greek letter", "Chief Pr\u03BFduct Officer")]
    [InlineData("full-width letters", "\uFF23hief Product Officer")]
    [InlineData("an accent", "Chief Pr\u00F3duct Officer")]
    [InlineData("an accent by itself", "Chief Pro\u0301duct Officer")]
    [InlineData("a one", "Ch1ef Product Officer", "Chlef Product Officer")]
    [InlineData("a capital I", "ChIef Product Officer", "Chlef Product Officer")]
    [InlineData("a Persian yeh", "\u0639\u0644\u06CC", "\u0639\u0644\u064A")]
    public void Names_that_look_alike_are_a_warning_and_stay_two_people(string how, string name, string? cpo = null)
    {
        var text = SampleRoster.With(Cto, name);
        var (roster, problems, warnings) = SampleRoster.Read(
            cpo is null ? text : text.Replace("Chief Product Officer", cpo, StringComparison.Ordinal)
        );
        Assert.True(roster is not null, how);
        Assert.Empty(problems);
        Assert.Equal("$.pairs[0].technology.name", Assert.Single(warnings).Path);
        Assert.NotEqual(roster.Pairs[0].Product.Id, roster.Pairs[0].Technology.Id);
    }

    [Fact]
    public void A_look_alike_is_told_by_its_character_and_nothing_invisible_is_printed()
    {
        Assert.Contains(
            "but is written with other characters (the first is U+043E here and U+006F there).",
            Assert.Single(Read("Chief Pr\u043Educt Officer").Warnings).What,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "'Chief Pro\\u200bduct Officer' looks like 'Chief Product Officer', the name of cpo@example.com",
            Assert.Single(Read("Chief Pro\u200Bduct Officer").Warnings).What,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Chief Production Officer")]
    [InlineData("Шеф Продукта")]
    [InlineData("李伟")]
    public void Names_that_differ_are_no_warning(string name) => Assert.Empty(Read(name).Warnings);

    [Fact]
    public void Stated_as_two_people_they_are_no_warning_and_the_ledger_keeps_the_statement()
    {
        var (roster, problems, warnings) = SampleRoster.Read(
            Stated("[[\"CPO@example.com\", \"cto+x@example.com\"]]", "Chief Product Officer")
        );
        Assert.Empty(problems);
        Assert.Empty(warnings);
        PersonId[] two = [PersonId.Of("cpo@example.com"), PersonId.Of("cto@example.com")];
        Assert.Equal(two, Assert.Single(roster!.Namesakes));
        var started = Assert.IsType<QuarterStarted>(
            (
                (Decision.Accepted)
                    QuarterRules.Decide(null, roster.Quarter, new QuarterCommand.Start(roster), SampleRosters.Start)
            ).Events[0]
        );
        Assert.Equal(two, Assert.Single(started.Namesakes!.Value));
    }

    [Theory]
    [InlineData("[]", "$.namesakes", "The list has 0 entries.")]
    [InlineData("[[\"cpo@example.com\"]]", "$.namesakes[0]", "The list has 1 entry.")]
    [InlineData(
        "[[\"cpo@example.com\", \"cpo+x@example.com\"]]",
        "$.namesakes[0]",
        "Two of these addresses are one mailbox."
    )]
    [InlineData(
        "[[\"a@example.com\", \"b@example.com\"]]",
        "$.namesakes[0]",
        "None of these addresses is on this roster."
    )]
    [InlineData(
        "[[\"cpo@example.com\", \"cto@example.com.\"]]",
        "$.namesakes[0][1]",
        "'cto@example.com.' is not an e-mail address."
    )]
    [InlineData("[\"cpo@example.com\"]", "$.namesakes[0]", "This is a text.")]
    [InlineData("true", "$.namesakes", "This is true or false.")]
    public void A_statement_that_states_nothing_is_a_problem(string stated, string path, string sentence)
    {
        var problem = Assert.Single(SampleRoster.Read(Stated(stated, Cto)).Problems);
        Assert.Equal((path, sentence), (problem.Path, problem.What));
    }

    [Fact]
    public void Each_of_three_namesakes_is_stated_or_warned_of()
    {
        var three = Stated("[[\"cpo@example.com\", \"cto@example.com\"]]", "Chief Product Officer")
            .Replace("Chief Executive Officer", "Chief Product Officer", StringComparison.Ordinal);
        Assert.Equal(
            ["$.pairs[0].product.name", "$.pairs[0].technology.name"],
            SampleRoster.Read(three).Warnings.Select(w => w.Path)
        );
        Assert.Empty(
            SampleRoster.Read(three.Replace("[[", "[[\"ceo@example.com\", ", StringComparison.Ordinal)).Warnings
        );
    }

    [Fact]
    public void One_address_under_two_look_alike_names_is_refused_since_folding_decides_nothing()
    {
        var text = SampleRoster
            .With("ed.logistics@example.com", "ed.marketplace@example.com")
            .Replace(
                "Engineering Director, Logistics",
                "Engineering Director, M\u0430rketplace",
                StringComparison.Ordinal
            );
        Assert.Equal("$.pairs[2].technology.email", Assert.Single(SampleRoster.Read(text).Problems).Path);
    }

    [Fact]
    public void One_address_with_one_name_holds_several_seats()
    {
        var text = SampleRoster
            .With("ed.logistics@example.com", "ED.Marketplace@example.com")
            .Replace("Engineering Director, Logistics", "engineering director,  MARKETPLACE", StringComparison.Ordinal);
        var (roster, problems, warnings) = SampleRoster.Read(text);
        Assert.NotNull(roster);
        Assert.Empty(problems);
        Assert.Empty(warnings);
    }

    private static RosterReading Read(string cto) => SampleRoster.Read(SampleRoster.With(Cto, cto));

    private static string Stated(string namesakes, string cto) =>
        SampleRoster
            .With(Cto, cto)
            .Replace("\"calendar\":", $"\"namesakes\": {namesakes}, \"calendar\":", StringComparison.Ordinal);
}
