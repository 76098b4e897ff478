using System.Collections.Concurrent;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>How providers stand, by their circuits.</summary>
internal sealed class CircuitStandings : IProviderStandings
{
    private readonly ConcurrentDictionary<ProviderId, CircuitBreaker> _circuits = new();

    /// <summary>From now on this circuit tells how the provider stands.</summary>
    public void Add(ProviderId provider, CircuitBreaker circuit) => _circuits[provider] = circuit;

    /// <inheritdoc/>
    public ProviderStanding Of(ProviderId provider)
    {
        if (!_circuits.TryGetValue(provider, out var circuit))
            return new ProviderStanding(true, default, null);
        var state = circuit.State;
        return circuit.IsUsable
            ? new ProviderStanding(true, state.Phase == CircuitPhase.Closed ? state.ChangedAt : default, null)
            : new ProviderStanding(false, state.ChangedAt, $"{Words(state.Phase)}: {state.Reason}");
    }

    private static string Words(CircuitPhase phase) => phase switch
    {
        CircuitPhase.Isolated => "isolated",
        CircuitPhase.HalfOpen => "being probed",
        _ => "circuit open",
    };
}
