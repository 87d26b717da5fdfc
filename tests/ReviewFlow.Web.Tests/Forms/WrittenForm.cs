using System.Text;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using ReviewFlow.Application.Desk;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Application.Sealed;
using ReviewFlow.Application.Settings;
using ReviewFlow.Drafts;
using ReviewFlow.FitConversations;
using ReviewFlow.Pairs;
using ReviewFlow.Partnerships;
using ReviewFlow.People;
using ReviewFlow.Quarters;
using ReviewFlow.Signing;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Assessments;
using ReviewFlow.Testing.Http;
using ReviewFlow.Web.Forms;

namespace ReviewFlow.Web.Tests.Forms;

/// <summary>A form in which a person writes, in a quarter that has come as far as it needs.</summary>
internal sealed partial class WrittenForm : IAsyncDisposable
{
    public const string Pia = "product.market@example.com",
        Tom = "technology.market@example.com",
        Chief = "product.company@example.com",
        Ada = "ada@example.org",
        Bea = "bea@example.org";

    private readonly Its _its;
    private Func<Exception?> _fault = () => null;

    private WrittenForm(string name) => (Name, _its) = (name, Known[name]);

    public static IEnumerable<string> Names => Known.Keys;

    public string Name { get; }
    public RunningProduct Product { get; private set; } = null!;
    public Browser Browser { get; private set; } = null!;
    public PersonId Person => PersonId.Of(_its.Person);
    public string Page => _its.Page;
    public string Action => _its.Action;

    /// <summary>What has to be found again.</summary>
    public string[] Texts =>
        [
            .. _its.Typed.Values.Where(t =>
                t.Contains(' ', StringComparison.Ordinal) || t.Contains('@', StringComparison.Ordinal)
            ),
        ];

    private DraftPlace Place =>
        Name switch
        {
            "delegate" => DraftPlace.OfQuarter(Name),
            "pledge" => DraftPlace.Of(PairId.Parse("market"), Name),
            "fit answer" => DraftPlace.Of(1, "answer"),
            _ => DraftPlace.Of(SampleRosters.Checkout, Name),
        };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<WrittenForm> Open(string name)
    {
        var form = new WrittenForm(name);
        (string, string)[] teams = [("checkout", "market"), ("platform", "company")];
        form.Product = await RunningProduct.WithQuarter(
            name is "return" or "withdraw" or "take-back-return" or "take-over"
                ? Encoding.UTF8.GetBytes(SampleRosters.Json(teams).ToJsonString())
                : JointQuarter.File(teams),
            more: form.Furnish
        );
        if (form._its.Prepared is { } prepare)
            await prepare(form);
        await form.Product.RunDueWork();
        form.Browser = await form.Product.BrowserOf(form._its.Person);
        return form;
    }

    private void Furnish(IServiceCollection services)
    {
        services.AddSingleton(
            new ReviewFlowSettings
            {
                PublicUrl = new("http://localhost/"),
                From = "ReviewFlow <reviews@example.com>",
                SignIn = SignIn.LinkAndCode,
            }
        );
        var ledger = services.Last(s => s.ServiceType == typeof(ILedger));
        services.AddSingleton(s =>
            Faulty.Around(
                (ILedger)(
                    ledger.ImplementationFactory?.Invoke(s)
                    ?? ActivatorUtilities.CreateInstance(s, ledger.ImplementationType!)
                ),
                (call, _) => call == nameof(ILedger.Commit) ? _fault() : null
            )
        );
    }

    /// <summary>The form as it stands on its page, filled in.</summary>
    public async Task<Dictionary<string, string>> Filled()
    {
        var fields = await Browser.Fields(Page, Action);
        foreach (var (name, value) in _its.Typed)
            fields[name] = value;
        return fields;
    }

    /// <summary>With something that is refused field by field.</summary>
    public Dictionary<string, string> Wrong(Dictionary<string, string> fields)
    {
        if (_its.Wrong.Value is { } value)
            fields[_its.Wrong.Field] = value;
        else
            fields.Remove(_its.Wrong.Field);
        return fields;
    }

    /// <summary>Signed out, it does not come in again by itself.</summary>
    public async Task<Reply> Post(Dictionary<string, string> fields) =>
        await Browser.Send(HttpMethod.Post, Action, new FormUrlEncodedContent(fields));

    /// <summary>Opens the newest link again in the same browser.</summary>
    public async Task ComeIn()
    {
        await Product.RunDueWork();
        var mail = Product
            .RecordingSender.To(_its.Person)
            .Last(m => m.Kind is not ("code" or "receipt" or "vouched-for"));
        await Browser.Get($"/l/{mail.Token}");
    }

    /// <summary>The browser is asked for a code, and ops vouch for it.</summary>
    public async Task Prove()
    {
        await Post(await Filled());
        await Do(new QuarterCommand.VouchFor(Person, Browser: null, "She called"));
    }

    /// <summary>Of the same person, by the same mail.</summary>
    public Task<Browser> AnotherBrowser() => Product.BrowserOf(_its.Person);

    public async Task<Quarter> Quarter() => (await Product.Get<ReviewDesk>().Get(SampleRosters.Q3, Stop))!;

    /// <summary>The draft as its person is shown it.</summary>
    public async Task<Draft?> Found() => await Product.Get<DraftStore>().Find(await Quarter(), Place, Person, Stop);

    /// <summary>The sealed text in its slot.</summary>
    public Task<string?> Stored() => Product.Get<ISealedStore>().Find(SampleRosters.Q3, Place.SlotOf(Person), Stop);

    /// <summary>Everything on disk, as text.</summary>
    public string StoredText =>
        string.Concat(Directory.EnumerateFiles(Product.Folder, "*.db*").Select(f => Encoding.UTF8.GetString(Read(f))));

    /// <summary>Until what the desk had taken by now is committed, and what that led to.</summary>
    public async Task Settled()
    {
        for (var i = 0; i < 3; i++)
            await Product
                .Get<ReviewDesk>()
                .KeepDraft(SampleRosters.Q3, DraftPlace.OfQuarter("nothing"), new(Person, "", 0, ""), [], Stop);
    }

    public Task End() =>
        Do(
            Name == "fit answer"
                ? new QuarterCommand.OfFit(new FitCommand.End(1, By: null))
                : new QuarterCommand.Void("Started by mistake")
        );

    public async Task<Reply> While(Exception fault, Func<Task<Reply>> act)
    {
        _fault = () => fault;
        try
        {
            return await act();
        }
        finally
        {
            _fault = () => null;
        }
    }

    public async Task Do(QuarterCommand command) =>
        Assert.IsType<CommandResult.Done>(
            await Product.Get<ReviewDesk>().Execute(SampleRosters.Q3, command, key: null, Stop)
        );

    /// <summary>Where on the page a text still is, in a field or to be read; null where it is lost.</summary>
    public static string? PlaceOf(string text, Reply reply) =>
        reply
            .Page.All.Where(e =>
                e.GetAttribute("value") == text
                || (e.Children.Length == 0 && e.TextContent.Contains(text, StringComparison.Ordinal))
            )
            .Select(e => e.LocalName)
            .FirstOrDefault();

    private static byte[] Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[open.Length];
        open.ReadExactly(bytes);
        return bytes;
    }

    private async Task<Review> Review() => (await Quarter()).Reviews[SampleRosters.Checkout];

    public async ValueTask DisposeAsync()
    {
        Browser?.Dispose();
        await Product.DisposeAsync();
    }
}
