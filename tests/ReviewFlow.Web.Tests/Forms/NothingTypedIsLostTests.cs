using System.Net;
using AngleSharp.Dom;
using ReviewFlow.Application;
using ReviewFlow.Quarters;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Forms;

/// <summary>Every form in which a person writes, through every way of not being carried out.</summary>
public sealed class NothingTypedIsLostTests
{
    public static TheoryData<string> Names => [.. WrittenForm.Names];

    /// <summary>In this order: each leaves the form open for the next, and the last two end it for good.</summary>
    private static readonly (string Refusal, HttpStatusCode Status, Func<WrittenForm, Task<Reply>> Post)[] Refusals =
    [
        ("a code is asked for", HttpStatusCode.OK, async form => await form.Post(await form.Filled())),
        ("a wrong code", HttpStatusCode.UnprocessableEntity, async form =>
            await form.Post(With(await form.Filled(), HeldForm.CodeField, "000000"))
        ),
        ("a code asked for again", HttpStatusCode.UnprocessableEntity, async form =>
            await form.Post(With(await form.Filled(), HeldForm.NewCodeField, Fields.Yes))
        ),
        ("a form of another browser", HttpStatusCode.Conflict, async form =>
            await form.Post(With(await form.Filled(), Fields.Token, "garbage"))
        ),
        ("a field that is wrong", HttpStatusCode.UnprocessableEntity, async form =>
        {
            await form.Prove();
            return await form.Post(form.Wrong(await form.Filled()));
        }),
        ("a page of another round", HttpStatusCode.Conflict, async form =>
        {
            var fields = await form.Filled();
            var (name, other) =
                fields.ContainsKey(Fields.Hash) && !TakesBack(form) // whatever it is by now
                    ? (Fields.Hash, new string('0', 64))
                : fields.ContainsKey(Fields.Round) ? (Fields.Round, "9")
                : (Fields.Token, "");
            return await form.Post(With(fields, name, other));
        }),
        ("thirteen idle hours", HttpStatusCode.Unauthorized, async form =>
        {
            var fields = await form.Filled();
            form.Product.Time.Advance(TimeSpan.FromHours(13));
            var reply = await form.Post(fields);
            await form.ComeIn();
            return reply;
        }),
        ("our records are away", HttpStatusCode.ServiceUnavailable, async form =>
        {
            var fields = await form.Filled();
            return await form.While(new DependencyUnavailableException("The disk is full."), () => form.Post(fields));
        }),
        ("a fault of ours", HttpStatusCode.InternalServerError, async form =>
        {
            var fields = await form.Filled();
            return await form.While(new InvalidOperationException("Nobody thought of it."), () => form.Post(fields));
        }),
        ("signed out in another tab", HttpStatusCode.Unauthorized, async form =>
        {
            var fields = await form.Filled();
            await form.Browser.Send(HttpMethod.Post, "/sign-out", new FormUrlEncodedContent([]));
            var reply = await form.Post(fields);
            await form.ComeIn();
            await form.Prove();
            return reply;
        }),
        ("links ended by ops", HttpStatusCode.Unauthorized, async form =>
        {
            var fields = await form.Filled();
            await form.Do(new QuarterCommand.EndLinks(form.Person, "Somebody read her mail"));
            var reply = await form.Post(fields);
            await form.Do(
                new QuarterCommand.SendFreshLink(
                    form.Person,
                    form.Name == "fit answer" ? LinkPurpose.Fit : LinkPurpose.Desk
                )
            );
            await form.ComeIn();
            await form.Prove();
            return reply;
        }),
        ("it is over", HttpStatusCode.Conflict, async form =>
        {
            var fields = await form.Filled();
            await form.End();
            return await form.Post(fields);
        }),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_form_that_is_not_carried_out_comes_back_with_everything_that_was_typed(string name)
    {
        await using var form = await WrittenForm.Open(name);
        var lost = new List<string>();
        foreach (var (refusal, status, post) in Refusals)
        {
            var reply = await post(form);
            if (reply.Status != status)
                lost.Add($"{refusal}: {(int)reply.Status} {reply.Alert}");
            lost.AddRange(
                form.Texts.Where(t => WrittenForm.PlaceOf(t, reply) is null).Select(t => $"{refusal}: lost \"{t}\"")
            );
            if (reply.Page.QuerySelector("h1") is null)
                lost.Add($"{refusal}: no page");
        }
        Assert.True(lost.Count == 0, string.Join("\n", lost));
    }

    private static bool TakesBack(WrittenForm form) => form.Name is "withdraw" or "take-back-return";

    private static Dictionary<string, string> With(Dictionary<string, string> fields, string name, string value)
    {
        fields[name] = value;
        return fields;
    }
}
