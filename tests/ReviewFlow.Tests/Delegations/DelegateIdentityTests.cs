using NodaTime;
using ReviewFlow.Assessments;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests.Delegations;

/// <summary>
/// Who may be a delegate: nobody who holds, or is close to, a seat on the same path, by whatever spelling.
/// </summary>
public sealed class DelegateIdentityTests
{
    [Theory]
    [InlineData("dana", "accepted")]
    [InlineData("ops", "accepted")]
    [InlineData("product.logistics", "accepted")] // sits in another branch
    [InlineData("technology.logistics", "accepted")]
    [InlineData("technology.market", "NoDelegate")] // the partner
    [InlineData("product.company", "NoDelegate")] // above
    [InlineData("technology.company", "NoDelegate")]
    [InlineData("product.kitchen", "NoDelegate")] // below
    [InlineData("technology.kitchen", "NoDelegate")]
    [InlineData("product.market", "NoDelegate")] // oneself
    [InlineData("ceo", "NoDelegate")]
    public void A_leader_of_market_may_name(string who, string answer)
    {
        var run = Family.Quarter().Name("product.market", Family.Person(who));
        Assert.Equal(answer, run.Answer());
        Assert.Equal(answer == "accepted" ? 1 : 0, run.Quarter.Delegations.Count);
    }

    [Theory]
    [InlineData("Technology.Market+away@example.com", "Somebody")] // the partner by a sub-address
    [InlineData("PRODUCT.MARKET@example.com", "Somebody")] // oneself in capitals
    [InlineData("second.address@example.com", " technology  of MARKET ")] // the partner by name
    public void Another_spelling_makes_nobody_another_person(string email, string name) =>
        Assert.Equal(Refusal.NoDelegate, Family.Quarter().Name("product.market", new(name, email)).Refusal);

    [Theory]
    [InlineData("the partner", "second.address@example.com", "Technology of m\u0430rket")] // with a Cyrillic letter
    [InlineData("the partner", "second.address@example.com", "Technology\u00A0of market")]
    [InlineData("above", "second.address@example.com", "technology of company")]
    [InlineData("below", "second.address@example.com", "Technology of kitchen")]
    public void Somebody_with_a_name_of_the_signing_paths_is_refused_unless_the_roster_states_that_they_are_two(
        string who,
        string email,
        string name
    )
    {
        var holder = who switch
        {
            "the partner" => "technology.market",
            "above" => "technology.company",
            _ => "technology.kitchen",
        };
        Assert.Equal(Refusal.NoDelegate, Family.Quarter().Name("product.market", new(name, email)).Refusal);
        var stated = new Run(
            Family.Of(AssessmentMode.SignOffOnly) with
            {
                Namesakes =
                [
                    [PersonId.Of(email), Family.Person(holder).Id],
                ],
            }
        );
        Assert.Equal("accepted", stated.Name("product.market", new(name, email)).Answer());
    }

    [Fact]
    public void A_second_address_of_a_partners_delegate_does_not_fill_the_other_seat()
    {
        var run = Family.Quarter().Name("product.market", Family.Dana);
        Assert.Equal(
            Refusal.NoDelegate,
            run.Name("technology.market", new("dana  DIAZ", "dana.diaz@example.com")).Refusal
        );
    }

    [Theory]
    [InlineData("ops@example.com")] // on the roster
    [InlineData("technology.logistics+x@example.com")] // in another branch
    [InlineData("dana@example.com")] // somebody else's delegate
    public void An_address_that_is_known_under_another_name_is_refused_and_the_other_name_is_not_told(string email)
    {
        var run = Family
            .Quarter()
            .Name("product.logistics", Family.Dana)
            .Name("product.market", new("Somebody Else", email));
        Assert.Equal(
            new Decision.Refused(
                Refusal.NoDelegate,
                $"{email} belongs to somebody under another name in this quarter. Check the name and the address."
            ),
            run.Last
        );
    }

    [Theory]
    [InlineData("technology.market@example.com.")]
    [InlineData("\"technology.market\"@example.com")]
    [InlineData("\"technology.market+x\"@example.com")]
    [InlineData("technology.market.@example.com")]
    [InlineData("technology.market@[192.0.2.1]")]
    [InlineData("technology.market%example.com@example.org")]
    public void No_other_way_to_write_the_partners_mailbox_becomes_a_delegate(string email) =>
        Assert.Equal(
            new Decision.Refused(Refusal.NoDelegate, EmailAddress.Wanted),
            Family.Quarter().Name("product.market", new("Dana Diaz", email)).Last
        );

    [Fact]
    public void Nobody_of_a_branch_may_stand_in_for_the_root_pair_which_sits_on_every_path() =>
        Assert.Equal(
            Refusal.NoDelegate,
            Family.Quarter().Name("product.company", Family.Person("technology.logistics")).Refusal
        );

    [Theory]
    [InlineData("dana")] // a delegate names nobody further
    [InlineData("ops")]
    [InlineData("ceo")]
    public void Who_holds_no_seat_names_nobody(string who)
    {
        var run = Family.Quarter().Name("product.market", Family.Dana, SampleRosters.Dubai.DateOf(SampleRosters.Start));
        run.Do(new QuarterCommand.DelegateTo(Family.Person(who).Id, Family.Eli, Family.Monday, Family.Friday));
        Assert.Equal(Refusal.NotYours, run.Refusal);
    }

    [Fact]
    public void A_leader_who_stands_in_elsewhere_delegates_their_own_seat_and_not_the_one_lent_to_them()
    {
        var run = Family
            .Quarter()
            .Name("product.market", Family.Person("product.logistics"))
            .Name("product.logistics", Family.Dana);
        Assert.Equal([Family.Seat("product.logistics")], run.Quarter.SeatsOf(Family.Dana.Id, Noon(Family.Monday)));
    }

    [Theory]
    [InlineData("product.market", "technology.market", "NoDelegate")] // both seats of a pair
    [InlineData("product.market", "technology.company", "NoDelegate")] // above on the same path
    [InlineData("product.kitchen", "product.company", "NoDelegate")] // two pairs above
    [InlineData("product.market", "product.logistics", "accepted")] // no team is signed by both
    public void One_person_for_two_leaders(string first, string second, string answer) =>
        Assert.Equal(answer, Family.Quarter().Name(first, Family.Dana).Name(second, Family.Dana).Answer());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_person_for_both_seats_of_a_pair_one_after_the_other_is_refused_since_what_they_signed_stands(
        bool ended
    )
    {
        var run = Family
            .Quarter()
            .Name("product.market", Family.Dana, new(2026, 10, 1), new(2026, 10, 2))
            .Sign("search", "product.market", Family.Dana);
        if (ended)
            run.End("product.market", Family.Dana);
        run.At = Noon(Family.Monday);
        Assert.Equal(Refusal.NoDelegate, run.Name("technology.market", Family.Dana).Refusal);
    }

    private static Instant Noon(LocalDate day) => SampleRosters.Dubai.Morning(day) + Duration.FromHours(3);
}
