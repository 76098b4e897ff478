using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Orleans.Storage;
using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>The contract of stores, and ETags, in a real silo.</summary>
public sealed class SiloStateStoreTests : StateStoreContract, IClassFixture<SiloFixture>
{
    private readonly SiloFixture _silo;
    private readonly string _test = Guid.NewGuid().ToString("N");

    public SiloStateStoreTests(SiloFixture silo)
    {
        _silo = silo;
        Store = new StoresByProvider(async provider => await OpenAsync(provider, "one"));
    }

    protected override IProviderStateStore Store { get; }

    [Fact]
    public async Task Owner_OfBefore_IsTold()
    {
        var (one, other) = (await OpenAsync("binance", "one"), await OpenAsync("binance", "other"));
        await one.WriteAsync(Full(), default);
        await other.WriteAsync(Full() with { Epoch = 8 }, default);

        var conflict = await Assert.ThrowsAsync<StateConflictException>(() => one.WriteAsync(Full(), default).AsTask());

        Assert.Equal(8, conflict.Epoch);
        Assert.Equal(Full() with { Epoch = 8 }, await one.ReadAsync("binance", default));
    }

    [Fact]
    public async Task Taker_ThatIsSlower_IsTold()
    {
        var (one, other) = (await OpenAsync("binance", "one"), await OpenAsync("binance", "other"));
        await one.LookAsync(default);
        await other.LookAsync(default);

        await other.TakeAsync(Full(), default);

        await Assert.ThrowsAsync<StateConflictException>(() => one.TakeAsync(Full() with { Epoch = 99 }, default));
        Assert.False((await other.LookAsync(default)).IsOther);
    }

    [Fact]
    public async Task Keeper_OfTheEngine_WritesThroughTheGrain()
    {
        var store = await OpenAsync("binance", "one");
        await using var keeper = new StateKeeper(store, TimeProvider.System, NullLogger.Instance);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        keeper.Note(Full());

        Assert.True(await keeper.FlushAsync(limit.Token), keeper.Status.LastError);
        Assert.Equal(Full(), await store.ReadAsync("binance", default));
    }

    [Fact]
    public void State_InEachOfOrleansSerializers_IsWhole()
    {
        var services = _silo.Cluster.Silos[0].ServiceProvider;
        var state = new ProviderGrainState { Version = 1, Epoch = long.MaxValue, Owner = "x", Record = ProviderRecordJson.Write(Full()) };
        var serializer = services.GetRequiredService<Serializer>();
        var json = new JsonGrainStorageSerializer(services.GetRequiredService<OrleansJsonSerializer>());

        Assert.Equal(state, serializer.Deserialize<ProviderGrainState>(serializer.SerializeToArray(state)));
        Assert.Equal(state, json.Deserialize<ProviderGrainState>(json.Serialize(state)));
        Assert.Equal(state, new OrleansGrainStorageSerializer(serializer).Deserialize<ProviderGrainState>(new OrleansGrainStorageSerializer(serializer).Serialize(state)));
        Assert.Equal(Full(), ProviderRecordJson.Read(state.Record, 1, "binance", 7));
    }

    private Task<GrainStateStore> OpenAsync(string provider, string owner) => _silo.OpenAsync(_test, provider, owner);
}
