using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ReviewFlow.Application;
using ReviewFlow.Json;
using ReviewFlow.Text;
using ReviewFlow.Web.Api;

namespace ReviewFlow.Server.Commands;

/// <summary>Calls the API of a ReviewFlow server. It is the same on one machine and on Azure.</summary>
internal sealed class ApiClient : IDisposable
{
    public static readonly Option<Uri> Server = new("--server")
    {
        Description = "The server's address",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = Address,
        Recursive = true,
    };
    public static readonly Option<string?> Key = new("--key")
    {
        Description = "The ops key; or set REVIEWFLOW_KEY",
        Recursive = true,
    };
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the server's answer as JSON",
        Recursive = true,
    };

    private readonly HttpClient _http;

    public ApiClient(Uri server, string key)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        if (
            !_http.DefaultRequestHeaders.TryAddWithoutValidation(OpsKey.Header, key)
            || key.Any(c => c is <= ' ' or > '~')
        )
            throw new UnusableException("The ops key has characters that no key has. Was it copied whole?");
    }

    public static ApiClient From(ParseResult parsed) =>
        new(
            parsed.GetValue(Server)!,
            parsed.GetValue(Key)
                ?? Environment.GetEnvironmentVariable("REVIEWFLOW_KEY")
                ?? throw new UnusableException(
                    "The ops key is missing. Give --key, or set REVIEWFLOW_KEY. On the server's machine it is in keys/ops-key of the data folder."
                )
        );

    public Task<ApiResponse> Get(string path, CancellationToken cancellationToken) =>
        Send(HttpMethod.Get, path, null, cancellationToken);

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
        given.AddError($"'{text}' is not the address of a server; write it as http://127.0.0.1:5080.");
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
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }
}

internal sealed record ApiResponse(int Status, string Body)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Visible() },
    };

    public bool IsFine => Status is >= 200 and < 300;

    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, Web)!;

    /// <summary>The problem's title, the problems of the input, and how many more there are.</summary>
    public (string Title, IReadOnlyList<Problem> Problems, int More) Problem()
    {
        try
        {
            var json = JsonNode.Parse(Body);
            return (
                (string?)json?["title"] ?? $"The server answered {Status}.",
                json?["problems"]?.Deserialize<Problem[]>(Web) ?? [],
                (int?)json?["moreProblems"] ?? 0
            );
        }
        catch (JsonException)
        {
            return ($"The server answered {Status}.", [], 0);
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
