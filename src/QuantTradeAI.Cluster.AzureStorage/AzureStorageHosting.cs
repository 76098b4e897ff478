using Azure.Data.Tables;

namespace QuantTradeAI.Cluster.AzureStorage;

/// <summary>Puts a silo's membership and the states of its grains into tables of an Azure storage account, which are made when they are missing.</summary>
public static class AzureStorageHosting
{
    /// <summary>Silos find each other in the table <c>OrleansSiloInstances</c>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="connection">The storage account's connection string.</param>
    public static ISiloBuilder UseQuantTradeAIAzureClustering(this ISiloBuilder silo, string connection)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        return silo.UseAzureStorageClustering(options => options.TableServiceClient = new TableServiceClient(connection));
    }

    /// <summary>States are kept in the table <c>OrleansGrainState</c>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The storage's name.</param>
    /// <param name="connection">The storage account's connection string.</param>
    /// <param name="deletesCleared">Whether a cleared state's row goes, too; else it stays, without a state.</param>
    public static ISiloBuilder AddQuantTradeAIAzureGrainStorage(this ISiloBuilder silo, string name, string connection, bool deletesCleared)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        return silo.AddAzureTableGrainStorage(name, options =>
        {
            options.TableServiceClient = new TableServiceClient(connection);
            options.DeleteStateOnClear = deletesCleared;
        });
    }
}
