using System.Collections.Concurrent;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>The budget of each provider. Sessions that follow one another share it: the venue counts the account's messages.</summary>
internal sealed class ControlBudgets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Provider, int PerMinute, int Burst), ControlBudget> _budgets = new();

    public ControlBudget Of(string provider, ProviderSettings settings) => _budgets.GetOrAdd(
        (provider, settings.RateLimitPerMinute, settings.BurstAllowance), key => new ControlBudget(clock, key.PerMinute, key.Burst));
}
