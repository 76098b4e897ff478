using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Registers what knows about subscribers.</summary>
internal static class SubscriptionsHosting
{
    public static void AddSubscriptions(this IServiceCollection services, string provider, bool isSilo)
    {
        services.AddKeyedSingleton(provider, (from, _) => new StreamRegistrar(
            provider,
            from.GetRequiredKeyedService<ProcessAddress>(provider),
            from.GetRequiredService<IGrainFactory>(),
            from.GetRequiredKeyedService<IRouteTaker>(provider),
            () => from.GetKeyedService<IGrainCarrier>(provider),
            from.GetRequiredService<IOptionsMonitor<PushStreamOptions>>().Get(provider),
            from.GetRequiredService<TimeProvider>(),
            PushStreamsHosting.Chance,
            from.GetRequiredService<ILoggerFactory>().CreateLogger($"{PushMeters.Name}.{provider}")));
        services.AddKeyedSingleton<IStreamRegistrar>(provider, (from, _) => from.GetRequiredKeyedService<StreamRegistrar>(provider));
        if (!isSilo)
            return;
        services.TryAddSingleton<ImplicitSubscriptions>();
        services.AddKeyedSingleton(provider, (from, _) => SiloAgent.Of(
            from.GetRequiredService<IGrainFactory>(), from.GetRequiredService<IOptionsMonitor<PushStreamOptions>>().Get(provider), from.GetRequiredService<TimeProvider>()));
    }
}
