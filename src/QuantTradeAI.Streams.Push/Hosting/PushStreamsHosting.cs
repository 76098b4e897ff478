using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using QuantTradeAI.Streams.Push.Grains;
using QuantTradeAI.Streams.Push.Hosting;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push;

/// <summary>Adds push streams to silos and clients.</summary>
public static class PushStreamsHosting
{
    /// <summary>Adds a provider of push streams to a silo; grains get it by <c>GetStreamProvider</c>. Clients add it under the same name.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets its options; those of clients should be the same.</param>
    public static ISiloBuilder AddPushStreams(this ISiloBuilder silo, string name, Action<PushStreamOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.AddStreaming();
        if (!silo.Services.Any(service => service.IsKeyedService && service.ServiceKey is Type key && key == typeof(IPushConsumerExtension)))
            silo.AddGrainExtension<IPushConsumerExtension, PushConsumerExtension>();
        AddProvider(silo.Services, name, configure, isSilo: true);
        silo.Services.AddKeyedSingleton<IGrainCarrier>(
            name,
            (services, _) => new GrainCarrier(
                name, services.GetRequiredKeyedService<PushAddress>(name).Inputs, services.GetRequiredService<IGrainFactory>(), services.GetRequiredKeyedService<ProducerContext>(name)));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => new PushLifecycle(name, services));
        return silo;
    }

    /// <summary>Adds a provider of push streams to a client, by <c>GetStreamProvider</c>. Silos add it under the same name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="configure">Sets its options; those of silos should be the same.</param>
    public static IClientBuilder AddPushStreams(this IClientBuilder client, string name, Action<PushStreamOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.AddStreaming();
        AddProvider(client.Services, name, configure, isSilo: false);
        client.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(services => new PushLifecycle(name, services));
        return client;
    }

    private static void AddProvider(IServiceCollection services, string name, Action<PushStreamOptions>? configure, bool isSilo)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        services.AddOptions<PushStreamOptions>(name).Configure(options => configure?.Invoke(options));
        services.AddSingleton<IConfigurationValidator>(provider => new PushOptionsValidator(name, OptionsOf(provider, name)));
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(name, (_, _) => new PushMeters(name));
        services.AddKeyedSingleton(name, (provider, _) => new PushAddress(NameOf(provider), id => InputsOf(provider, name, id), provider.GetRequiredService<IGrainFactory>()));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<PushAddress>(name).Process);
        services.AddKeyedSingleton<IRouteTaker>(name, (provider, _) => provider.GetRequiredKeyedService<PushAddress>(name).Sender);
        services.AddSubscriptions(name, isSilo);
        services.AddKeyedSingleton(name, (provider, _) => ContextOf(provider, name));
        services.AddKeyedSingleton(name, (provider, _) => new PushProcess(name, provider));
        services.AddKeyedSingleton<IStreamProvider>(name, (provider, _) => new PushStreamProvider(provider.GetRequiredKeyedService<PushProcess>(name)));
    }

    private static PushInputs InputsOf(IServiceProvider services, string name, Guid process) =>
        new(process, OptionsOf(services, name), services.GetRequiredService<TimeProvider>(), services.GetRequiredKeyedService<PushMeters>(name), services.GetRequiredService<ILogger<PushInputs>>());

    private static ProducerContext ContextOf(IServiceProvider services, string name)
    {
        var address = services.GetRequiredKeyedService<PushAddress>(name);
        return new ProducerContext(
            address.Process,
            address.Inputs,
            services.GetRequiredKeyedService<IStreamRegistrar>(name),
            OptionsOf(services, name),
            services.GetRequiredKeyedService<PushMeters>(name),
            services.GetRequiredService<TimeProvider>(),
            Chance,
            LoggerOf(services, name));
    }

    private static PushStreamOptions OptionsOf(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<PushStreamOptions>>().Get(name);

    private static ILogger LoggerOf(IServiceProvider services, string name) => services.GetRequiredService<ILoggerFactory>().CreateLogger($"{PushMeters.Name}.{name}");

    private static string NameOf(IServiceProvider services) => services.GetService<ILocalSiloDetails>()?.Name ?? "a client";

    /// <summary>Spreads retries; nothing else depends on it.</summary>
    internal static double Chance() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
