using System.Globalization;
using ReviewFlow.Web.Features.Report;

namespace ReviewFlow.Web.Shared;

/// <summary>Where the pages are.</summary>
internal static class Addresses
{
    public const string Home = "/";
    public const string Link = "/l/{token}";
    public const string FreshLink = "/link/fresh";
    public const string UnknownLink = "/link/unknown";
    public const string AskForLink = "/link/ask";
    public const string EndLinks = "/link/end";
    public const string NotMe = "/not-me";
    public const string SignOut = "/sign-out";
    public const string Delegate = "/delegate";
    public const string EndDelegation = "/delegate/end";
    public const string Desk = "/desk";
    public const string LeadersReport = "/desk/report.pdf";
    public const string Report = "/report";
    public const string ReportFile = "/report/report.pdf";

    public const string Partnerships = "/desk/partnership";

    public static string Partnership(PairId pair) => $"{Partnerships}/{pair}";

    public static string Partnership(PairId pair, string formAction) => $"{Partnership(pair)}/{formAction}";

    public const string Fits = "/fit";

    public static string Fit(int number) => string.Create(CultureInfo.InvariantCulture, $"{Fits}/{number}");

    public static string Fit(int number, string formAction) => $"{Fit(number)}/{formAction}";

    public static string Team(TeamId team) => $"{Desk}/{team}";
}
