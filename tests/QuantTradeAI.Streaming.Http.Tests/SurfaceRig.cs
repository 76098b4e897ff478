using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests;

/// <summary>A surface on real sockets, and clients of it.</summary>
internal sealed class SurfaceRig : IAsyncDisposable
{
    public const string Token = "correct horse battery staple";

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly OperatorSurface _surface;

    private SurfaceRig(OperatorSurface surface, FakeOperations operations, LogLines log)
    {
        (_surface, Operations, Log) = (surface, operations, log);
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = surface.Api ?? surface.Metrics, Timeout = Deadline };
    }

    public OperatorSurface Surface => _surface;

    public FakeOperations Operations { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    /// <summary>API and metrics at one loopback address, unless <paramref name="configure"/> says otherwise.</summary>
    public static async Task<SurfaceRig> StartAsync(
        Func<StreamingHealthConfig, StreamingHealthConfig>? configure = null, Func<OperatorSurfaceOptions, OperatorSurfaceOptions>? options = null)
    {
        var (operations, log) = (new FakeOperations(), new LogLines());
        var config = new StreamingHealthConfig { Api = Endpoint(), Metrics = Endpoint() };
        var given = new OperatorSurfaceOptions { LoggerFactory = log, StatusMaxAge = TimeSpan.Zero };
        return new SurfaceRig(await OperatorSurface.StartAsync(operations, configure?.Invoke(config) ?? config, options?.Invoke(given) ?? given), operations, log);
    }

    public static Task<SurfaceRig> StartWithTokenAsync() =>
        StartAsync(config => config with { Api = config.Api with { Token = new Secret(Token) } });

    public static EndpointConfig Endpoint() => new() { Enabled = true, Port = 0 };

    public async Task<(HttpStatusCode Code, JsonObject Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public Task<HttpResponseMessage> PostAsync(string path, string? body = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        change?.Invoke(request);
        return Client.SendAsync(request);
    }

    /// <summary>Bytes as they are, and the first line and the rest of the answer; the connection is to be closed by the server.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        using var deadline = new CancellationTokenSource(Deadline);
        await client.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port, deadline.Token);
        var stream = client.GetStream();
        var answer = ReadAsync(stream, deadline.Token);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        }
        catch (IOException)
        {
            // It has been answered and closed before all was sent.
        }

        return await answer;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _surface.DisposeAsync();
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken deadline)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await stream.ReadAsync(buffer, deadline) is > 0 and var count)
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
        catch (IOException) when (text.Length > 0)
        {
            // Reset after the answer: the rest of the request was not wanted.
        }

        return text.ToString();
    }
}
