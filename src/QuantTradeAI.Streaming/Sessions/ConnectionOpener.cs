using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Opens a socket for a session: asks the adapter where, waits for its turn, connects.</summary>
internal sealed class ConnectionOpener(SessionContext session)
{
    /// <summary>How long the newest handshake took.</summary>
    public TimeSpan? Latency { get; private set; }

    /// <summary>An open socket that is going to carry <paramref name="initial"/>.</summary>
    /// <exception cref="ProviderConnectionException">There is none; whatever the adapter threw is inside.</exception>
    public async Task<WebSocketConnection> OpenAsync(IReadOnlyList<ChannelSubscription> initial, CancellationToken stop)
    {
        var rules = session.Rules;
        var endpoint = Guard(() => RequireAddress(session.Adapter.GetEndpoint(session.Settings, initial)));
        await session.Services.ConnectLimiter
            .WaitAsync(endpoint.Authority, rules.MaxConnectsPerWindow, rules.ConnectWindow, stop).ConfigureAwait(false);
        var began = session.Clock.GetTimestamp();
        var socket = await session.Services.Connector.ConnectAsync(endpoint, rules, stop).ConfigureAwait(false);
        Latency = session.Clock.GetElapsedTime(began);
        session.Counters.AddConnect();
        session.Log.Connected(endpoint.ToString(), Latency.Value);
        return socket;
    }

    private static Uri RequireAddress(Uri? endpoint) => endpoint is { IsAbsoluteUri: true }
        ? endpoint
        : throw new InvalidOperationException($"GetEndpoint returned {endpoint?.ToString() ?? "nothing"}; expected a ws:// or wss:// address");

    /// <summary>Runs the adapter's code; what it throws is a failed connection, not the end of the session.</summary>
    /// <exception cref="ProviderConnectionException">It threw.</exception>
    public static T Guard<T>(Func<T> adapterCode)
    {
        try
        {
            return adapterCode();
        }
        catch (Exception error)
        {
            throw new ProviderConnectionException($"The adapter failed: {error}", error) { Reason = "adapter_error" };
        }
    }
}
