using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Reading;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.Quarters;
using ReviewFlow.Web.Api;
using ReviewFlow.Web.Forms;
using ReviewFlow.Web.Shared;
using Wording = ReviewFlow.Reports.Sections.Wording;

namespace ReviewFlow.Web.Features.Partnerships;

/// <summary>
/// The page of a partnership check from the state of the quarter and what was opened for this reader.
/// </summary>
internal static class PartnershipView
{
    /// <param name="token">Issues the one-time token of a form for an action.</param>
    public static PartnershipModel Of(
        Reader reader,
        SeatOf seat,
        AnswersOf now,
        IReadOnlyList<AnswersOf> earlier,
        Func<string, string> token,
        Receipt? receipt = null,
        TypedForm? typed = null,
        string? act = null
    )
    {
        var (quarter, check) = (reader.Quarter, reader.Quarter.PartnershipOf(seat.Pair));
        var isOpen = quarter.Stage == QuarterStage.Open;
        var form = isOpen && !check.IsRevealed ? Form(seat, now.Mine, token, typed?.For(FormAction.Answer)) : null;
        var pledge =
            check.IsRevealed && quarter.Stage != QuarterStage.Voided
                ? Pledge(check, seat, isOpen, token, typed?.For(FormAction.Pledge))
                : null;
        return new(
            reader.Frame(PartnershipPageTexts.PartnershipCheck),
            Wording.Of(seat.Pair),
            quarter.Pairs[seat with { Seat = seat.Seat.Other() }].Name,
            PartnershipWords.Standing(quarter, seat),
            form,
            now is { Mine: { } mine, Partners: { } partners }
                ? [.. PartnershipSheet.Statements.Select(s => Line(PartnershipWords.Of(s), s, mine, partners))]
                : null,
            pledge,
            Trend(now, earlier),
            receipt,
            typed?.Refusal()
        )
        {
            Address = Addresses.Partnership(seat.Pair),
            Draft = typed?.Draft,
            Act = act switch
            {
                FormAction.Answer when form is { IsAnswered: true } => act,
                FormAction.Pledge when pledge is { Propose: not null, State: not PledgeState.None } => act,
                _ => null,
            },
        };
    }

    /// <summary>
    /// The receipt of an action, read back from the ledger entry that records it. Somebody else's entry gives none.
    /// </summary>
    public static Receipt? ReceiptOf(Reader reader, SeatOf seat, LedgerEntry entry)
    {
        var what = entry.Event switch
        {
            PartnershipAnswered e when e.Seat == seat => PartnershipPageTexts.ReceiptAnswered,
            PledgeProposed e when e.Seat == seat => PartnershipPageTexts.ReceiptProposed,
            PledgeConfirmed e when e.Seat == seat => PartnershipPageTexts.ReceiptAgreed,
            _ => null,
        };
        return what is null ? null : new(what, Moments.At(reader.Quarter, entry.Event.At), entry.Version);
    }

    /// <summary>Where an entry of the refusal's summary leads.</summary>
    public static string IdOf(Statement statement) => Choice.FirstId(QuarterStatus.Name(statement), Options);

    private static Option[] Options =>
        [.. Enum.GetValues<Agreement>().Select(a => new Option(QuarterStatus.Name(a), PartnershipWords.Of(a)))];

    private static PartnershipForm Form(
        SeatOf seat,
        PartnershipSheet? mine,
        Func<string, string> token,
        TypedForm? typed
    ) =>
        new(
            Addresses.Partnership(seat.Pair, FormAction.Answer),
            token(FormAction.Of(FormAction.Answer, seat.Pair)),
            [
                .. PartnershipSheet.Statements.Select(s =>
                    Field(
                        s,
                        typed is null
                            ? mine is null
                                ? null
                                : QuarterStatus.Name(mine[s])
                            : Chosen(typed, s),
                        typed
                    )
                ),
            ],
            IsAnswered: mine is not null
        );

    private static string? Chosen(TypedForm typed, Statement statement) =>
        Options.Select(o => o.Value).FirstOrDefault(v => typed.Is(QuarterStatus.Name(statement), v));

    private static Choice Field(Statement statement, string? chosen, TypedForm? typed) =>
        new(
            QuarterStatus.Name(statement),
            PartnershipWords.Of(statement),
            Options,
            chosen,
            Required: true,
            typed?.ErrorAt(IdOf(statement))
        );

    private static PledgeModel Pledge(
        Partnership check,
        SeatOf seat,
        bool isOpen,
        Func<string, string> token,
        TypedForm? typed
    )
    {
        var state = check switch
        {
            { Pledge: not null } => PledgeState.Agreed,
            { Proposal: null } => PledgeState.None,
            { Proposal: var proposal } => proposal.By == seat.Seat
                ? PledgeState.ProposedByYou
                : PledgeState.ProposedByPartner,
        };
        var words = check.Pledge ?? check.Proposal?.Pledge;
        return new(
            words?.Text,
            state,
            isOpen && state == PledgeState.ProposedByPartner
                ? new(
                    Addresses.Partnership(seat.Pair, FormAction.Confirm),
                    token(FormAction.Of(FormAction.Confirm, seat.Pair)),
                    words!.Digest()
                )
                : null,
            isOpen && state != PledgeState.Agreed
                ? new(
                    Addresses.Partnership(seat.Pair, FormAction.Pledge),
                    token(FormAction.Of(FormAction.Pledge, seat.Pair)),
                    typed?.Text(Fields.Pledge) ?? words?.Text ?? "",
                    typed?.ErrorAt(FieldIds.Pledge)
                )
                : null
        );
    }

    private static StatementTrend[] Trend(AnswersOf now, IReadOnlyList<AnswersOf> earlier) =>
        earlier.Count == 0
            ? []
            :
            [
                .. PartnershipSheet.Statements.Select(s => new StatementTrend(
                    PartnershipWords.Of(s),
                    [
                        .. earlier
                            .Prepend(now)
                            .Where(a => a != now || a.Partners is not null)
                            .Select(a => Line(a.Quarter.ToString(), s, a.Mine, a.Partners)),
                    ]
                )),
            ];

    private static BothAnswers Line(string of, Statement statement, PartnershipSheet? mine, PartnershipSheet? partners)
    {
        return new(of, Words(mine), Words(partners));

        string Words(PartnershipSheet? sheet) =>
            sheet is null ? PartnershipPageTexts.AnswerUnreadable : PartnershipWords.Of(sheet[statement]);
    }
}
