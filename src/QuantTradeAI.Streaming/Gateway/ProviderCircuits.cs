using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Makes the circuits of providers: each goes on where an earlier one of that name ended.</summary>
internal sealed class ProviderCircuits(
    CircuitStandings standings, ProviderMemory memory, TimeProvider clock, Func<double> random, ILogger logger)
{
    /// <summary>A circuit's phase has changed. Handlers must be quick.</summary>
    public event Action<CircuitTransition>? Changed;

    /// <summary>The circuit of a provider that was not configured until now.</summary>
    public CircuitBreaker Make(ProviderConfig config)
    {
        var circuit = new CircuitBreaker(config.Name, CircuitOptions.Of(config.CircuitBreaker), clock, random, logger);
        Restore(circuit);
        circuit.Changed += transition => Changed?.Invoke(transition);
        standings.Add(ProviderId.Of(config.Name), circuit);
        return circuit;
    }

    /// <summary>As it was when the provider ran last.</summary>
    public void Restore(CircuitBreaker circuit)
    {
        if (memory.Recall(circuit.Name) is { } past)
            circuit.Restore(past.Circuit);
    }
}
