using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Hosting;

/// <summary>A real server, which the tests start.</summary>
public sealed class PostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Postgres_AsGrainStorage_KeepsTheContractOverARestart()
    {
        var config = await PrepareAsync();

        await StorageContract.CheckAsync(() => TestSilo.StartAsync(config));
    }

    [PostgresFact]
    public async Task Postgres_AsClustering_LetsSilosFindAndLeaveEachOther()
    {
        var config = await PrepareAsync();
        await using var first = await TestSilo.StartAsync(config);
        await using (var second = await TestSilo.StartAsync(config))
        {
            await first.WhenActiveAsync(2);
            await second.WhenActiveAsync(2);
        }

        await first.WhenActiveAsync(1);
    }

    [PostgresFact]
    public async Task MembershipTable_OnPostgres_KeepsTheContract()
    {
        await using var silo = await TestSilo.StartAsync(await PrepareAsync());
        var table = silo.Services.GetRequiredService<IMembershipTable>();
        var before = await table.ReadAll();
        var newcomer = Entry(1, SiloStatus.Joining);

        Assert.True(await table.InsertRow(newcomer, before.Version.Next()));
        Assert.False(await table.InsertRow(Entry(2, SiloStatus.Joining), before.Version.Next()));
        var (joined, _) = (await table.ReadRow(newcomer.SiloAddress)).Members.Single();
        Assert.Equal((SiloStatus.Joining, "silo-1", "host", 5), (joined.Status, joined.SiloName, joined.HostName, joined.ProxyPort));
        Assert.Empty((await table.ReadRow(Entry(9, SiloStatus.Active).SiloAddress)).Members);
        var now = await table.ReadAll();
        Assert.False(await table.InsertRow(newcomer, now.Version.Next()));
        joined.Status = SiloStatus.Dead;
        joined.AddSuspector(newcomer.SiloAddress, DateTime.UtcNow);
        Assert.False(await table.UpdateRow(joined, "", before.Version.Next()));
        Assert.True(await table.UpdateRow(joined, "", now.Version.Next()));
        var dead = (await table.ReadRow(newcomer.SiloAddress)).Members.Single().Item1;
        Assert.Equal((SiloStatus.Dead, newcomer.SiloAddress), (dead.Status, dead.SuspectTimes!.Single().Item1));

        joined.IAmAliveTime = joined.StartTime.AddHours(1);
        await table.UpdateIAmAlive(joined);
        Assert.Equal(joined.IAmAliveTime, (await table.ReadRow(newcomer.SiloAddress)).Members.Single().Item1.IAmAliveTime);
        await table.CleanupDefunctSiloEntries(joined.IAmAliveTime);
        Assert.Single((await table.ReadRow(newcomer.SiloAddress)).Members);
        await table.CleanupDefunctSiloEntries(joined.IAmAliveTime.AddSeconds(1));
        Assert.Empty((await table.ReadRow(newcomer.SiloAddress)).Members);
        Assert.Single((await table.ReadAll()).Members);
    }

    [PostgresFact]
    public async Task Schema_OnPostgres_IsAppliedOnceByWhoeverComesFirst()
    {
        var connection = new Secret(await server.CreateDatabaseAsync());
        var missing = await Assert.ThrowsAsync<SchemaException>(() => SchemaDatabases.PostgreSql(connection).CheckAsync(CancellationToken.None));
        Assert.Contains("version 0", missing.Message, StringComparison.Ordinal);
        Assert.Contains("silo schema apply", missing.Message, StringComparison.Ordinal);

        var before = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SchemaDatabases.PostgreSql(connection).ApplyAsync(CancellationToken.None)));

        Assert.Equal([0, 1, 1, 1], before.Order());
        await SchemaDatabases.PostgreSql(connection).CheckAsync(CancellationToken.None);
    }

    private static MembershipEntry Entry(int number, SiloStatus status) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.1"), number, 7),
        SiloName = $"silo-{number}",
        HostName = "host",
        Status = status,
        ProxyPort = 5,
        StartTime = DateTime.UnixEpoch.AddMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
        IAmAliveTime = DateTime.UnixEpoch.AddMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()),
    };

    private async Task<ClusterConfig> PrepareAsync()
    {
        var connection = new Secret(await server.CreateDatabaseAsync());
        await SchemaDatabases.PostgreSql(connection).ApplyAsync(CancellationToken.None);
        return new ClusterConfig
        {
            Clustering = new ClusteringConfig { Kind = ClusteringConfig.AdoNetKind, Connection = connection },
            GrainStorage = new GrainStorageConfig { Kind = GrainStorageConfig.AdoNetKind, Connection = connection },
        };
    }
}
