using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Logging;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Silo.Running;

/// <summary>Joins the cluster as configured, with simulated venues in place of the configured ones unless told otherwise, until it is told to end.</summary>
internal sealed class SiloRun(CommandHost host, SiloSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var path = ConfigFile.Find(settings.Config);
        using var loggers = new LineLoggerFactory(host.Say);
        var adapters = new ConfiguredAdapters(settings.Plugins, host.Clock, loggers);
        Func<string, string?>? variables = settings.Live ? null : Simulation.Variable;
        var config = StreamingConfigReader.Load(path, adapters.CatalogOf, variables);
        var plan = SiloPlan.Of(config, settings);
        await PrepareStorageAsync(plan, stop);
        await using var simulation = settings.Live ? null : await Simulation.StartAsync(config, adapters.Catalog, host.Clock, stop);
        var engine = new ClusterHostOptions
        {
            ConfigPath = path,
            SiloName = plan.Name,
            Engine = new GatewayOptions
            {
                Discovery = adapters.Discovery,
                Variables = variables,
                EndpointOverride = simulation is null ? null : simulation.EndpointOf,
                LoggerFactory = loggers,
                Clock = host.Clock,
            },
        };
        using var silo = SiloHost.Build(plan, loggers, builder => builder.AddQuantTradeAI(engine));
        return await new SiloLife(silo, plan, host, loggers).RunAsync(settings.Live, stop);
    }

    /// <summary>A file is ours alone and brought up to date here; a database that others share is only looked at.</summary>
    private static async Task PrepareStorageAsync(SiloPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Cluster.GrainStorage.Kind == GrainStorageConfig.SqliteKind)
            await SchemaDatabases.Sqlite(plan.StorageFile).ApplyAsync(cancellationToken);
        foreach (var (_, database) in SchemaDatabases.SharedOf(plan.Cluster))
            await database.CheckAsync(cancellationToken);
    }
}
