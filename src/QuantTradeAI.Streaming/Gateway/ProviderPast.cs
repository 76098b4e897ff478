using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>One provider's record over its epochs. Sessions count from their own start, so what was counted before is added.</summary>
internal sealed class ProviderPast(ProviderRecord taken)
{
    private readonly Lock _advancing = new();
    private long _connectsBefore = taken.Connects;
    private long _disconnectsBefore = taken.Disconnects;
    private long _connects;
    private long _disconnects;

    public ProviderRecord Last { get; private set; } = taken;

    /// <summary>The record as it is now; null when nothing of it has changed but the clock.</summary>
    public ProviderRecord? Advance(ProviderHealthStatus connection, CircuitState circuit, DateTimeOffset now)
    {
        lock (_advancing)
        {
            var (connects, disconnects) = (connection.Connects, ConnectionEnd.CountFailures(connection.Disconnects));
            if (connects < _connects || disconnects < _disconnects)
                (_connectsBefore, _disconnectsBefore) = (Last.Connects, Last.Disconnects);
            (_connects, _disconnects) = (connects, disconnects);
            var hasNewError = connection.LastError is not null
                && (connection.LastError != Last.LastError || _disconnectsBefore + disconnects != Last.Disconnects);
            var next = Last with
            {
                State = Settled(connection.State),
                Circuit = circuit,
                ReconnectAttempts = connection.ReconnectAttempts,
                Connects = _connectsBefore + connects,
                Disconnects = _disconnectsBefore + disconnects,
                LastError = connection.LastError ?? Last.LastError,
                LastErrorAt = hasNewError ? now : Last.LastErrorAt,
            };
            if (next == Last)
                return null;
            return Last = next with { UpdatedAt = now };
        }
    }

    /// <summary>The stages of one attempt are no transitions worth keeping.</summary>
    private static ProviderState Settled(ProviderState state) =>
        state is ProviderState.Connecting or ProviderState.Subscribing ? ProviderState.Reconnecting : state;
}
