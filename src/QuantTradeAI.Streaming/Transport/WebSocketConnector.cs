using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Transport;

/// <summary>Opens WebSocket connections, <c>ws</c> and <c>wss</c>, each within its deadline.</summary>
internal sealed class WebSocketConnector(TimeProvider clock, RemoteCertificateValidationCallback? validateCertificate = null)
{
    /// <summary>No longer Retry-After is believed: venues ban for days at most, and no timer waits much longer.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(7);

    /// <exception cref="ProviderConnectionException">It could not be opened; says why, and carries the venue's Retry-After.</exception>
    public async Task<WebSocketConnection> ConnectAsync(Uri endpoint, ConnectionRules rules, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        var transport = new TcpTransport(validateCertificate);
        using var deadline = new CancellationTokenSource(rules.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            Configure(socket.Options, rules);
            await socket.ConnectAsync(endpoint, transport.Invoker, either.Token).ConfigureAwait(false);
            return new WebSocketConnection(socket, transport, rules, clock);
        }
        catch (Exception error)
        {
            var failure = Explain(endpoint, rules, socket, deadline.IsCancellationRequested, error);
            socket.Dispose();
            transport.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw failure;
        }
    }

    private static void Configure(ClientWebSocketOptions options, ConnectionRules rules)
    {
        options.CollectHttpResponseDetails = true;
        options.KeepAliveInterval = rules.PingInterval;
        options.KeepAliveTimeout = rules.PongTimeout;
    }

    private ProviderConnectionException Explain(Uri endpoint, ConnectionRules rules, ClientWebSocket socket, bool timedOut, Exception error)
    {
        if (timedOut)
        {
            return new ProviderConnectionException(
                $"{endpoint} did not open within {rules.ConnectTimeout.TotalSeconds:0.#} s.", error)
            { Reason = "connect_timeout" };
        }

        if (socket.HttpStatusCode is not (0 or HttpStatusCode.SwitchingProtocols))
        {
            var code = (int)socket.HttpStatusCode;
            var retryAfter = RetryAfter(socket.HttpResponseHeaders);
            var wait = retryAfter is { } time ? $", try again after {time.TotalSeconds:0.#} s" : "";
            return new ProviderConnectionException($"{endpoint} answered HTTP {code} instead of opening a WebSocket{wait}.", error)
            {
                Reason = $"http_{code}",
                RetryAfter = retryAfter,
            };
        }

        return new ProviderConnectionException($"{endpoint} cannot be reached: {Innermost(error).Message}", error) { Reason = "connect_failed" };
    }

    private TimeSpan? RetryAfter(IReadOnlyDictionary<string, IEnumerable<string>>? headers)
    {
        if (headers is null || !headers.TryGetValue("Retry-After", out var values) || values.FirstOrDefault() is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds((double)Math.Min(seconds, (decimal)MaxRetryAfter.TotalSeconds));
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return Clamp(date - clock.GetUtcNow());
        return null;
    }

    private static TimeSpan Clamp(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time > MaxRetryAfter ? MaxRetryAfter : time;

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
