using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReviewFlow.Application;
using ReviewFlow.Application.Operators;
using ReviewFlow.Json;
using ReviewFlow.Text;

namespace ReviewFlow.Server.Commands;

internal static class ApiCommand
{
    public static Command CallingApi(
        this Command command,
        Func<ParseResult, ApiClient, CancellationToken, Task<int>> call
    )
    {
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandRunner.Run(async () =>
                {
                    using var api = ApiClient.From(parsed);
                    return await call(parsed, api, cancellationToken);
                })
        );
        return command;
    }
}

/// <summary>Calls the API of a ReviewFlow server. It is the same on one machine and on Azure.</summary>
internal sealed class ApiClient : IDisposable
{
    public static readonly Option<Uri> Server = new("--server")
    {
        Description = CommandTexts.ServerOption,
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = Address,
        Recursive = true,
    };
    public static readonly Option<string?> Key = new("--key")
    {
        Description = CommandTexts.KeyOption,
        Recursive = true,
    };
    public static readonly Option<bool> Json = new("--json")
    {
        Description = CommandTexts.JsonOption,
        Recursive = true,
    };

    private readonly HttpClient _http;

    public ApiClient(Uri server, string key)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        if (
            !_http.DefaultRequestHeaders.TryAddWithoutValidation(OperatorKeys.Header, key)
            || key.Any(c => c is <= ' ' or > '~')
        )
            throw new ConfigurationException(CommandTexts.OpsKeyMalformed);
    }

    public static ApiClient From(ParseResult parsed) =>
        new(
            parsed.GetValue(Server)!,
            parsed.GetValue(Key)
                ?? Environment.GetEnvironmentVariable("REVIEWFLOW_KEY")
                ?? throw new ConfigurationException(CommandTexts.OpsKeyMissing)
        );

    public Task<ApiResponse> Get(string path, CancellationToken cancellationToken) =>
        Send(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Reads an answer as it arrives: the status of 1,000 teams is large, and asked for often.</summary>
    /// <exception cref="OperatorException">It is a refusal.</exception>
    public async Task<T> Read<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new IntegrityException((await Whole(response, cancellationToken)).Problem().Title);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await ApiResponse.Read<T>(body, cancellationToken);
    }

    public Task<ApiResponse> Post(string path, JsonObject body, CancellationToken cancellationToken) =>
        Send(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);

    public Task<ApiResponse> Post(string path, byte[] body, CancellationToken cancellationToken) =>
        Send(HttpMethod.Post, path, body, cancellationToken);

    public Task<ApiResponse> Put(string path, JsonObject body, CancellationToken cancellationToken) =>
        Send(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);

    public async Task<byte[]> Download(string path, CancellationToken cancellationToken) =>
        await _http.GetByteArrayAsync(path, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static Uri? Address(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        given.AddError(CommandTexts.ServerAddressNotReadable.With(new { text }));
        return null;
    }

    private async Task<ApiResponse> Send(
        HttpMethod method,
        string path,
        byte[]? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        using var response = await _http.SendAsync(request, cancellationToken);
        return await Whole(response, cancellationToken);
    }

    private static async Task<ApiResponse> Whole(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
}

internal sealed record ApiResponse(int Status, string Body)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Visible() },
    };

    private string Untitled => CommandTexts.ServerAnswered.With(new { status = Status });

    /// <summary>A part of an answer, as if it were the whole.</summary>
    public static ApiResponse Of<T>(T part) => new(200, JsonSerializer.Serialize(part, Web));

    public bool IsSuccess => Status is >= 200 and < 300;

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, Web)!;

    public static async Task<T> Read<T>(Stream body, CancellationToken cancellationToken) =>
        (await JsonSerializer.DeserializeAsync<T>(body, Web, cancellationToken))!;

    /// <summary>The problem's title, the problems of the input, and how many more there are.</summary>
    public (string Title, IReadOnlyList<Problem> Problems, int More) Problem()
    {
        try
        {
            var json = JsonNode.Parse(Body);
            return (
                (string?)json?["title"] ?? Untitled,
                json?["problems"]?.Deserialize<Problem[]>(Web) ?? [],
                (int?)json?["moreProblems"] ?? 0
            );
        }
        catch (JsonException)
        {
            return (Untitled, [], 0);
        }
    }

    /// <summary>The answer is printed to a terminal, which takes control characters for commands.</summary>
    private sealed class Visible : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            VisibleText.Of(reader.GetString()!, keepLines: true);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}
