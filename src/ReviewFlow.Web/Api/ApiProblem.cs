using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ReviewFlow.Json;

namespace ReviewFlow.Web.Api;

/// <summary>Refusals as RFC 9457 problems. docs/api.md lists them.</summary>
internal static class ApiProblem
{
    public static int StatusOf(Refusal why) =>
        why switch
        {
            Refusal.Unknown => StatusCodes.Status404NotFound,
            Refusal.NotLater or Refusal.FreeDay or Refusal.OnePerson or Refusal.OtherName =>
                StatusCodes.Status422UnprocessableEntity,
            Refusal.NotYours => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };

    public static ProblemHttpResult Of(Refusal why, string sentence) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusOf(why),
                Type = $"urn:reviewflow:{QuarterStatus.Name(why)}",
                Title = sentence,
            }
        );

    /// <summary>
    /// 422 with what is wrong: <c>{"problems": [{"path", "line", "what", "right"}], "moreProblems": 0}</c>.
    /// </summary>
    public static ProblemHttpResult Of(Findings problems) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusCodes.Status422UnprocessableEntity,
                Type = "urn:reviewflow:invalidInput",
                Title = ApiTexts.InputInvalid,
                Extensions = { ["problems"] = problems.ToArray(), ["moreProblems"] = problems.More },
            }
        );

    public static ProblemHttpResult Of(int status, string type, string sentence) =>
        TypedResults.Problem(
            new ProblemDetails
            {
                Status = status,
                Type = $"urn:reviewflow:{type}",
                Title = sentence,
            }
        );
}
