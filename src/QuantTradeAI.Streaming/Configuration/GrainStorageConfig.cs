using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster.grain_storage</c>: where the states of grains are kept.</summary>
public sealed record GrainStorageConfig
{
    /// <summary>In the file <see cref="FileName"/> of <see cref="StorageConfig.Directory"/>: for silos of one machine.</summary>
    public const string SqliteKind = "sqlite";

    /// <summary>Only as long as the silo runs that has them.</summary>
    public const string MemoryKind = "memory";

    /// <summary>In tables of a relational database.</summary>
    public const string AdoNetKind = "adonet";

    /// <summary>In a table of an Azure storage account.</summary>
    public const string AzureKind = "azure";

    /// <summary>The file of <see cref="SqliteKind"/>.</summary>
    public const string FileName = "cluster.db";

    /// <summary><c>kind</c>: <c>sqlite</c>, <c>memory</c>, <c>adonet</c> or <c>azure</c>.</summary>
    public string Kind { get; init; } = SqliteKind;

    /// <summary><c>provider</c>: the database of <see cref="AdoNetKind"/>.</summary>
    public string Provider { get; init; } = ClusteringConfig.PostgreSql;

    /// <summary><c>connection</c>: the connection string; there when <see cref="Kind"/> is <see cref="AdoNetKind"/> or <see cref="AzureKind"/>.</summary>
    public Secret? Connection { get; init; }
}
