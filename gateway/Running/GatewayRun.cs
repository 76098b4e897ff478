using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Gateway.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Connects as configured, or to simulated venues in their place, and shows what arrives until it is told to end.</summary>
internal sealed class GatewayRun(CommandHost host, RunSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var path = ConfigFile.Find(settings.Config);
        var display = RunDisplay.For(host, settings.Json);
        using var loggers = new LineLoggerFactory(display.Notice);
        var adapters = new ConfiguredAdapters(settings.Plugins, host.Clock, loggers);
        Func<string, string?>? variables = settings.Live ? null : Simulation.Variable;
        var config = StreamingConfigReader.Load(path, adapters.CatalogOf, variables);
        await using var simulation = settings.Live ? null : await Simulation.StartAsync(config, adapters.Catalog, host.Clock, stop);
        await using var gateway = new StreamingGateway(path, new GatewayOptions
        {
            Discovery = adapters.Discovery,
            Variables = variables,
            EndpointOverride = simulation is null ? null : simulation.EndpointOf,
            LoggerFactory = loggers,
            OpenStorage = OpenStorage,
            Clock = host.Clock,
        });

        await using var surface = await RunSurface.StartAsync(gateway, config.Health, settings.Port, loggers, host.Clock, stop);
        using var watch = new MarketWatch(gateway, host.Clock);
        var notice = new RestartNotice(config, display.Notice);
        var reporter = new StatusReporter(gateway, adapters.Catalog, watch, settings.Live ? Market.Live : Market.Simulated, host.Clock) { Applied = notice.Check };
        using var end = EndOfRun();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        await gateway.StartAsync(CancellationToken.None);
        await display.ShowAsync(reporter, ending.Token);
        surface.BeginStopping();
        await gateway.StopAsync();
        display.Show(reporter.Summarise());
        return ExitCode.Ok;
    }

    /// <summary>What simulated venues do says nothing of real ones, so it is kept only where a run asks for it.</summary>
    private IProviderStateStore OpenStorage(StorageConfig configured) =>
        settings.Data is { } directory ? OpenStorage(directory)
        : settings.Live ? StateStores.Open(configured)
        : new MemoryStateStore();

    private static IProviderStateStore OpenStorage(string directory)
    {
        try
        {
            return StateStores.Open(new StorageConfig { Directory = Path.GetFullPath(directory) });
        }
        catch (StateStoreException error)
        {
            throw new StateStoreException($"{error.Message} In this run --data names the directory.", error);
        }
    }

    private CancellationTokenSource EndOfRun() =>
        settings.Duration is { } duration ? new CancellationTokenSource(duration, host.Clock) : new CancellationTokenSource();
}
