using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>One provider's record over its epochs. Sessions count from their own start, so what was counted before is added.</summary>
internal sealed class ProviderPast(ProviderRecord taken)
{
    private readonly Lock _advancing = new();
    private object? _session;
    private long _connectsBefore = taken.Connects;
    private long _disconnectsBefore = taken.Disconnects;

    public ProviderRecord Last { get; private set; } = taken;

    /// <summary>
    /// Notes the record as it is now, unless nothing of it has changed but the clock. The look is taken here, one after another, so that nothing
    /// older is noted after something newer.
    /// </summary>
    public void Advance(Func<ProviderMoment> look, TimeProvider clock, Action<ProviderRecord> note)
    {
        lock (_advancing)
        {
            var (session, connection, circuit) = look();
            var now = clock.GetUtcNow();
            if (session != _session)
                (_session, _connectsBefore, _disconnectsBefore) = (session, Last.Connects, Last.Disconnects);
            var (connects, disconnects) = (connection.Connects, ConnectionEnd.CountFailures(connection.Disconnects));
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
            if (next != Last)
                note(Last = next with { UpdatedAt = now });
        }
    }

    /// <summary>The stages of one attempt are no transitions worth keeping.</summary>
    private static ProviderState Settled(ProviderState state) =>
        state is ProviderState.Connecting or ProviderState.Subscribing ? ProviderState.Reconnecting : state;
}
