using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Schema;

/// <summary>Brings the databases that a configuration names up to date.</summary>
internal sealed class SchemaRun(CommandHost host)
{
    public async Task<int> ApplyAsync(string? named, CancellationToken cancellationToken)
    {
        var config = StreamingConfigReader.Load(ConfigFile.Find(named), new ConfiguredAdapters([], host.Clock).CatalogOf);
        var databases = SchemaDatabases.SharedOf(config.Cluster).ToList();
        if (databases.Count == 0)
            host.Say("no database is named in cluster.clustering or cluster.grain_storage; a sqlite file is made when a silo starts");
        foreach (var (keys, database) in databases)
        {
            var before = await database.ApplyAsync(cancellationToken);
            host.Output.WriteLine($"{keys}: schema version {SchemaScript.PostgreSql.Version}, before {before}");
        }

        return ExitCode.Ok;
    }
}
