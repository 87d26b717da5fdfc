using NodaTime;
using ReviewFlow.Access;
using ReviewFlow.Delegations;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Tests.Delegations;

namespace ReviewFlow.Tests.Access;

/// <summary>What a link opens and what a browser may do, counted in the ledger.</summary>
public sealed class AccessRulesTests
{
    private static readonly string Link = new('a', 64),
        OtherLink = new('b', 64),
        Phone = new('c', 64),
        Laptop = new('d', 64);
    private static readonly PersonId Pia = SampleRosters.Holder(SampleRosters.Product("market")).Id;

    private readonly Run _run = new(SampleRosters.ThreePairs);

    [Fact]
    public void The_right_code_proves_this_browser_for_this_person_alone()
    {
        Ask(Phone);
        Enter(Phone, fits: true);
        Assert.Equal((true, false), (IsProven(Phone), IsProven(Laptop)));
        Assert.False(_run.Quarter.Access.IsProven(SampleRosters.Holder(SampleRosters.Technology("market")).Id, Phone));
    }

    [Fact]
    public void A_code_works_once_and_only_in_the_browser_that_asked()
    {
        Ask(Phone);
        Assert.Equal("CodeExpired", Enter(Laptop, fits: true));
        Enter(Phone, fits: true);
        Assert.Equal("already so", Enter(Phone, fits: true));
        _run.Do(new QuarterCommand.EndLinks(Pia));
        Assert.False(IsProven(Phone));
        Assert.Equal("CodeExpired", Enter(Phone, fits: true, issuedAt: _run.Quarter.Version));
    }

    [Theory]
    [InlineData(599_999, "accepted")]
    [InlineData(600_000, "CodeExpired")]
    public void A_code_is_valid_for_ten_minutes(int milliseconds, string answer)
    {
        Ask(Phone);
        Pass(Duration.FromMilliseconds(milliseconds));
        Assert.Equal(answer, Enter(Phone, fits: true));
    }

    [Fact]
    public void Five_wrong_tries_use_a_code_up_and_the_right_one_no_longer_counts()
    {
        Ask(Phone);
        for (var i = 0; i < AccessRules.MaxTriesPerCode; i++)
            Assert.Equal("accepted", Enter(Phone, fits: false));
        Assert.Equal("CodeExpired", Enter(Phone, fits: true));
        Assert.False(IsProven(Phone));
    }

    [Fact]
    public void Ten_wrong_codes_in_a_row_end_the_link_whatever_browsers_they_come_from_and_its_owner_is_told()
    {
        foreach (var browser in new[] { Phone, Laptop })
        {
            Ask(browser);
            for (var i = 0; i < AccessRules.MaxTriesPerCode; i++)
                Enter(browser, fits: false);
        }
        Assert.Equal(Pia, Assert.Single(_run.Owed.OfType<Notice.LinkEnded>()).To.Id);
        Assert.Equal("LinkEnded", Ask(Phone));
        Pass(AccessRules.CodeEvery);
        Assert.Equal("accepted", Ask(Phone, OtherLink)); // another link of theirs still opens
    }

    [Fact]
    public void A_right_code_ends_the_row_of_wrong_ones()
    {
        Ask(Phone);
        for (var i = 0; i < 4; i++)
            Enter(Phone, fits: false);
        Enter(Phone, fits: true);
        Ask(Laptop);
        for (var i = 0; i < 5; i++)
            Enter(Laptop, fits: false);
        Pass(AccessRules.CodeEvery);
        Ask(Laptop);
        for (var i = 0; i < 4; i++)
            Enter(Laptop, fits: false);
        Assert.Equal("accepted", Enter(Laptop, fits: true));
    }

    [Fact]
    public void A_code_is_mailed_once_a_minute()
    {
        Ask(Phone);
        Pass(AccessRules.CodeEvery - Duration.FromMilliseconds(1));
        Assert.Equal("already so", Ask(Phone));
        Pass(Duration.FromMilliseconds(1));
        Assert.Equal("accepted", Ask(Phone));
    }

    [Fact]
    public void A_thief_uses_up_the_link_that_was_stolen_and_the_owner_goes_on_with_a_fresh_one()
    {
        for (var i = 0; i < AccessRules.MaxCodesPerLink; i++)
        {
            var browser = i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("accepted", Ask(browser));
        }
        Assert.Equal("TooManyCodes", Ask(Phone));
        Assert.Equal("accepted", Ask(Phone, OtherLink));
        Pass(AccessRules.Day);
        Assert.Equal("accepted", Ask(Phone));
    }

    [Fact]
    public void One_browser_gets_five_codes_a_day()
    {
        for (var i = 0; i < AccessRules.MaxCodesPerBrowser; i++)
        {
            Assert.Equal("accepted", Ask(Phone));
            Pass(AccessRules.CodeEvery);
        }
        Assert.Equal("TooManyCodes", Ask(Phone));
        Assert.Equal("accepted", Ask(Laptop));
    }

    [Fact]
    public void Ops_vouch_for_the_browser_that_waits_and_the_person_is_told()
    {
        Assert.Equal("Unknown", Vouch());
        Ask(Phone);
        Assert.Equal("accepted", Vouch());
        Assert.True(IsProven(Phone));
        Assert.Equal(Pia, Assert.Single(_run.Owed.OfType<Notice.VouchedFor>()).To.Id);
        Assert.Equal(Pia, Assert.Single(_run.Quarter.Access.Vouches).Person);
    }

    [Fact]
    public void Where_several_browsers_wait_ops_name_the_label_that_the_person_sees()
    {
        Ask(Phone);
        Ask(Laptop);
        Assert.Equal("NotComplete", Vouch());
        Assert.Equal("Unknown", Vouch("ffffff"));
        Assert.Equal("accepted", Vouch(AccessRules.LabelOf(Laptop)));
        Assert.Equal((false, true), (IsProven(Phone), IsProven(Laptop)));
    }

    [Fact]
    public void Who_ends_all_links_ends_the_browsers_and_the_delegations_too()
    {
        Ask(Phone);
        Enter(Phone, fits: true);
        var today = _run.Quarter.Calendar.DateOf(_run.At);
        _run.Do(new QuarterCommand.DelegateTo(Pia, new("Dana Diaz", "dana@example.org"), today, today.PlusDays(30)));
        _run.Do(new QuarterCommand.EndLinks(Pia));
        Assert.False(IsProven(Phone));
        Assert.Single(_run.Events.OfType<DelegationEnded>());
        Assert.Equal("LinkEnded", Ask(Phone));
    }

    [Fact]
    public void Nobody_acts_with_an_ended_link_or_where_it_is_asked_for_from_a_browser_that_is_not_proven()
    {
        Assert.Null(AccessRules.WhyNot(_run.Quarter, By(Phone), needsProof: false));
        Assert.Equal("NotProven", WhyNot(Phone));
        Ask(Phone);
        Enter(Phone, fits: true);
        Assert.Null(AccessRules.WhyNot(_run.Quarter, By(Phone), needsProof: true));
        _run.Do(new QuarterCommand.EndLinks(Pia));
        Assert.Equal("LinkEnded", WhyNot(Phone));
    }

    private string Ask(string browser, string? link = null) =>
        _run.Do(new QuarterCommand.SendCode(By(browser, link), "Firefox on Windows") { Code = "mac" }).Answer();

    private string Enter(string browser, bool fits, long issuedAt = 1) =>
        _run.Do(new QuarterCommand.EnterCode(By(browser) with { IssuedAt = issuedAt }, "123456") { Fits = fits })
            .Answer();

    private string Vouch(string? browser = null) =>
        _run.Do(new QuarterCommand.VouchFor(Pia, browser, "She called")).Answer();

    private string? WhyNot(string browser) =>
        (AccessRules.WhyNot(_run.Quarter, By(browser), needsProof: true) as Decision.Refused)?.Why.ToString();

    private bool IsProven(string browser) => _run.Quarter.Access.IsProven(Pia, browser);

    private void Pass(Duration time) => _run.At += time;

    private static Credential By(string browser, string? link = null) => new(Pia, link ?? Link, 1, browser);
}
