using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Gateway.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Connects as configured, or to simulated venues in their place, and shows what arrives until it is told to end.</summary>
internal sealed class GatewayRun(CommandHost host, RunSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var adapters = BuiltInAdapterSource.Load();
        var config = StreamingConfigReader.Load(ConfigFile.Find(settings.Config), [.. adapters.Select(adapter => adapter.ProviderName)]);
        await using var simulation = settings.Live ? null : await Simulation.StartAsync(config, adapters, host.Clock, stop);
        if (simulation is not null)
            config = Simulation.WithMadeUpCredentials(config, adapters);
        var display = RunDisplay.For(host, settings.Json);
        using var loggers = new LineLoggerFactory(display.Notice);
        await using var gateway = new StreamingGateway(config, new GatewayOptions
        {
            Adapters = adapters,
            EndpointOverride = simulation is null ? null : simulation.EndpointOf,
            LoggerFactory = loggers,
            Clock = host.Clock,
        });

        using var watch = new MarketWatch(gateway, StreamsOf(config, adapters), host.Clock);
        var reporter = new StatusReporter(gateway, watch, settings.Live ? Market.Live : Market.Simulated, host.Clock);
        using var end = EndOfRun();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        await gateway.StartAsync(CancellationToken.None);
        await display.ShowAsync(reporter, ending.Token);
        await gateway.StopAsync();
        display.Show(reporter.Summarise());
        return ExitCode.Ok;
    }

    private CancellationTokenSource EndOfRun() =>
        settings.Duration is { } duration ? new CancellationTokenSource(duration, host.Clock) : new CancellationTokenSource();

    private static IEnumerable<WatchedStream> StreamsOf(StreamingConfig config, IReadOnlyList<StreamingProviderAdapter> adapters) =>
        from provider in config.Providers
        let offers = provider.Subscriptions ?? adapters.Single(adapter => adapter.ProviderName == provider.Name).GetCapabilities().DataTypes
        from symbol in provider.Symbols
        group offers by symbol into offersOf
        select new WatchedStream(offersOf.Key, offersOf.Aggregate((all, each) => all | each));
}
