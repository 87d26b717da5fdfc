using System.Globalization;
using ReviewFlow.Application.Mails;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;
using Spectre.Console;

namespace ReviewFlow.Server.Commands;

internal static class StatusPrinter
{
    public static void Print(QuarterStatus status)
    {
        PrintSummary(status);
        PrintTeams(status.Teams);
        OpenWorkPrinter.Print(status, status.Open);
        PrintConversations(status);
        PrintMails(status);
    }

    private static void PrintSummary(QuarterStatus status)
    {
        AnsiConsole.WriteLine(
            CommandTexts.StatusSummary.With(
                new
                {
                    quarter = status.Quarter,
                    company = status.Company,
                    stage = Stage(status.Stage),
                    signed = status.Signed,
                    total = status.Total,
                    due = status.Due,
                    timeZone = status.TimeZone,
                    version = status.Version,
                }
            )
        );
        if (status.VoidReason is { } reason)
            AnsiConsole.WriteLine(CommandTexts.StatusVoided.With(new { reason }));
        foreach (var waits in status.Waits)
            AnsiConsole.WriteLine(CommandTexts.StatusWaits.With(new { verb = waits.Verb, sentence = waits.Sentence }));
        if (status.Release is { } release)
        {
            var bytes = release.Bytes.ToString("N0", CultureInfo.InvariantCulture);
            AnsiConsole.WriteLine(
                CommandTexts.StatusReleased.With(
                    new
                    {
                        time = release.At,
                        pages = release.Pages,
                        bytes,
                        sha256 = release.Sha256,
                    }
                )
            );
        }
    }

    private static void PrintTeams(IReadOnlyList<TeamStatus> teams)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns(CommandTexts.ColumnTeam, CommandTexts.ColumnStage, CommandTexts.ColumnPath);
        foreach (var team in teams)
        {
            string[] row =
            [
                Lines(
                    team.Name,
                    team.Revision > 1 ? CommandTexts.TeamRevision.With(new { revision = team.Revision }) : "",
                    team.Note ?? ""
                ),
                Lines(Stage(team.Stage), Assessment(team.Assessment)),
                Lines([.. team.Path.Select(Seats)]),
            ];
            table.AddRow([.. row.Select(Markup.Escape)]);
        }
        AnsiConsole.Write(table);
    }

    private static string Lines(params string[] lines) => string.Join('\n', lines.Where(line => line.Length > 0));

    private static void PrintConversations(QuarterStatus status)
    {
        if (status.Partnerships.Count > 0)
        {
            var done = status.Partnerships.Count(p => p.Check == "done");
            AnsiConsole.WriteLine(CommandTexts.PartnershipChecks.With(new { done, total = status.Partnerships.Count }));
        }
        foreach (var fit in status.Fits)
            AnsiConsole.WriteLine(
                FitText(fit.Stage)
                    .With(
                        new
                        {
                            number = fit.Number,
                            one = fit.One.Name,
                            oneState = Answered(fit.One),
                            other = fit.Other.Name,
                            otherState = Answered(fit.Other),
                        }
                    )
            );
        foreach (var d in status.Delegates)
        {
            var text = d.EndedAt is null ? CommandTexts.Delegation : CommandTexts.DelegationEnded;
            AnsiConsole.WriteLine(
                text.With(
                    new
                    {
                        name = d.Name,
                        leader = d.OnBehalfOf,
                        from = d.From,
                        until = d.Until,
                    }
                )
            );
        }
    }

    private static void PrintMails(QuarterStatus status)
    {
        AnsiConsole.WriteLine(
            CommandTexts.MailSummary.With(
                new
                {
                    delivered = status.Mails.Delivered,
                    pending = status.Mails.Owed,
                    failed = status.Mails.DeadLettered.Count,
                }
            )
        );
        foreach (var mail in status.Mails.DeadLettered)
        {
            var values = new
            {
                address = mail.To,
                kind = OpsMails.NameOfKind(mail.Kind),
                problem = mail.Why,
            };
            AnsiConsole.MarkupLineInterpolated($"  [red]{CommandTexts.MailUndeliverable.With(values)}[/]");
        }
    }

    private static string Stage(string stage) =>
        stage switch
        {
            "open" => CommandTexts.StageOpen,
            "released" => CommandTexts.StageReleased,
            "voided" => CommandTexts.StageVoided,
            "assessing" => CommandTexts.StageAssessing,
            "signing" => CommandTexts.StageSigning,
            "returned" => CommandTexts.StageReturned,
            "signed" => CommandTexts.StageSigned,
            _ => stage,
        };

    private static string Assessment(AssessmentStatus? assessment) =>
        assessment switch
        {
            null => "",
            { Round: > 1 } => CommandTexts.AssessmentInLaterRound.With(
                new { state = AssessmentState(assessment), round = assessment.Round }
            ),
            _ => AssessmentState(assessment),
        };

    private static string AssessmentState(AssessmentStatus assessment) =>
        assessment switch
        {
            { Concluded: true } => CommandTexts.AssessmentAgreed.With(new { gaps = assessment.Gaps }),
            { Revealed: true } => CommandTexts.AssessmentRevealed.With(
                new { open = assessment.OpenGaps, gaps = assessment.Gaps }
            ),
            _ => CommandTexts.SeatsOfAssessment.With(
                new { product = Sealed(assessment.Product), technology = Sealed(assessment.Technology) }
            ),
        };

    private static string FitText(string stage) =>
        stage switch
        {
            "ended" => CommandTexts.FitOver,
            "revealed" => CommandTexts.FitRevealed,
            _ => CommandTexts.FitOpen,
        };

    private static string Answered(FitPersonStatus person) =>
        person.Answered ? CommandTexts.FitAnswered : CommandTexts.FitNotAnswered;

    private static string Sealed(string seat) =>
        seat == "sealed" ? CommandTexts.RatingsSealed : CommandTexts.RatingsNotSealed;

    private static string Seats(LevelStatus level) =>
        CommandTexts.SeatsOfPair.With(
            new
            {
                pair = level.Pair,
                product = Seat(level.Product),
                technology = Seat(level.Technology),
            }
        );

    private static string Seat(string seat) =>
        seat switch
        {
            "signed" => CommandTexts.SeatSigned,
            "awaited" => CommandTexts.SeatAwaited,
            "takenOver" => CommandTexts.SeatTakenOver,
            _ => CommandTexts.SeatNotYet,
        };
}
