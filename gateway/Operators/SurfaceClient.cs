using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Http.Routes;
using QuantTradeAI.Streaming.Http.Status;
using QuantTradeAI.Streaming.Operations;
using Bodies = QuantTradeAI.Streaming.Http.Json;

namespace QuantTradeAI.Gateway.Operators;

/// <summary>Asks a running gateway, and says in a sentence what went wrong.</summary>
internal sealed class SurfaceClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly SurfaceAddress _address;
    private readonly HttpClient _client;

    public SurfaceClient(SurfaceAddress address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = address.Url, Timeout = Deadline };
        if (address.Token is { } token)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
    }

    public async Task<StatusBody> GetStatusAsync(CancellationToken stop)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, ApiRoutes.Status), stop);
        return await ReadAsync(response, Bodies.Bodies.StatusBody, stop);
    }

    public async Task<OperationBody> ExecuteAsync(ProviderOperation operation, string provider, string? reason, CancellationToken stop)
    {
        var path = OperationRoutes.PathOf(operation).Replace("{name}", Uri.EscapeDataString(provider), StringComparison.Ordinal);
        using var response = await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new OperationRequest(reason), Bodies.Bodies.OperationRequest) }, stop);
        return await ReadAsync(response, Bodies.Bodies.OperationBody, stop);
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            return await _client.SendAsync(request, stop);
        }
        catch (HttpRequestException)
        {
            throw new CommandFailedException($"nothing answers at {Where}; is the gateway running, with streaming_health.api enabled? Name another address with --url URL");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandFailedException($"{Where} did not answer within {Deadline.TotalSeconds:0} s");
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken stop)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new CommandFailedException(_address.Token is null
                ? $"the gateway at {Where} wants a token; name a file that holds it with --token-file PATH"
                : $"the gateway at {Where} does not accept this token; name a file that holds another with --token-file PATH");
        }

        try
        {
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync(type, stop) is { } body)
                return body;
            if (await response.Content.ReadFromJsonAsync(Bodies.Bodies.ProblemBody, stop) is { } problem)
                throw new CommandFailedException($"{Where} refused: {problem.Detail}");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or HttpRequestException)
        {
            // Neither what was asked for nor a problem.
        }

        throw new CommandFailedException($"what answers at {Where} is no gateway of this version (status {(int)response.StatusCode}); name another address with --url URL");
    }

    private string Where => _address.Url.GetLeftPart(UriPartial.Authority);
}
