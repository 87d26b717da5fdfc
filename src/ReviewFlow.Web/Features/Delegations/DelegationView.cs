using NodaTime;
using NodaTime.Text;
using ReviewFlow.Application;
using ReviewFlow.Application.Reading;
using ReviewFlow.Delegations;
using ReviewFlow.Quarters;
using ReviewFlow.Text;
using ReviewFlow.Web.Features.Home;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;

namespace ReviewFlow.Web.Features.Delegations;

/// <summary>Who stands in for whom, on a desk.</summary>
internal static class DelegationView
{
    /// <param name="token">Issues the one-time token of a form for an action.</param>
    public static HomeModel Of(
        HomeModel desk,
        Reader reader,
        Func<string, string> token,
        Receipt? receipt = null,
        TypedForm? typed = null
    ) =>
        desk with
        {
            Address = Addresses.Desk,
            StandsInFor = [.. reader.StandsInFor.Select(d => ActingFor(reader.Quarter, d))],
            Away = reader is { IsLeader: true, Quarter.Stage: QuarterStage.Open } ? Away(reader, token, typed) : null,
            Receipt = receipt,
            Refusal = typed?.Refusal(),
            Draft = typed?.Draft,
        };

    public static ActingFor ActingFor(Quarter quarter, Delegation d) =>
        new(
            d.Leader.Name,
            string.Join("; ", quarter.Pairs.SeatsOf(d.Leader.Id).Select(Reader.Name)),
            Moments.Day(d.Until)
        );

    private static DelegationModel Away(Reader reader, Func<string, string> token, TypedForm? typed)
    {
        var (quarter, today) = (
            reader.Quarter,
            LocalDatePattern.Iso.Format(reader.Quarter.Calendar.DateOf(reader.Now))
        );
        return new(
            quarter.Calendar.TimeZone,
            [
                .. from d in quarter.Delegations
                where d.Leader.Id == reader.Id && d.IsOpen(quarter.Calendar.DateOf(reader.Now))
                group d by d.Delegate.Id into own
                let stand = own.First().Delegate
                select new NamedDelegation(
                    stand.Name,
                    stand.Email,
                    [.. own.OrderBy(d => d.From).Select(d => Time(reader, d))],
                    $"{stand.Id}",
                    Addresses.EndDelegation,
                    token(FormAction.EndDelegationOf(stand.Id))
                ),
            ],
            typed is null
                ? new(Addresses.Delegate, token(FormAction.Delegate), today, From: today)
                : new(
                    Addresses.Delegate,
                    token(FormAction.Delegate),
                    today,
                    typed.Line(DelegationFields.Name),
                    typed.Line(DelegationFields.Email),
                    typed.Line(DelegationFields.From),
                    typed.Line(DelegationFields.Until),
                    typed.Errors
                )
        );
    }

    private static string Time(Reader reader, Delegation d)
    {
        var (from, until) = (Moments.Day(d.From), Moments.Day(d.Until));
        var days = d.From == d.Until ? from : DelegationPageTexts.DayRange.With(new { from, until });
        return d.IsActive(reader.Quarter.Calendar.DateOf(reader.Now), reader.Now)
            ? DelegationPageTexts.DaysNow.With(new { days })
            : DelegationPageTexts.DaysNotYet.With(new { days });
    }
}
