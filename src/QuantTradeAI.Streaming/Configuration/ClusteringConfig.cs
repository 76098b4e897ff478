using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster.clustering</c>: where silos find each other.</summary>
public sealed record ClusteringConfig
{
    /// <summary>All silos on this machine; the cluster ends with its first silo.</summary>
    public const string LocalhostKind = "localhost";

    /// <summary>A table in a relational database.</summary>
    public const string AdoNetKind = "adonet";

    /// <summary>A table of an Azure storage account.</summary>
    public const string AzureKind = "azure";

    /// <summary>The database of <see cref="AdoNetKind"/>.</summary>
    public const string PostgreSql = "postgresql";

    /// <summary><c>kind</c>: <c>localhost</c>, <c>adonet</c> or <c>azure</c>.</summary>
    public string Kind { get; init; } = LocalhostKind;

    /// <summary><c>provider</c>: the database of <see cref="AdoNetKind"/>.</summary>
    public string Provider { get; init; } = PostgreSql;

    /// <summary><c>connection</c>: the connection string; there unless <see cref="Kind"/> is <see cref="LocalhostKind"/>.</summary>
    public Secret? Connection { get; init; }

    /// <summary><c>primary_port</c>: of <see cref="LocalhostKind"/>, the silo port of the first silo, which keeps the list of all.</summary>
    public int PrimaryPort { get; init; } = ClusterEndpointsConfig.DefaultSiloPort;
}
