using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Tests;

/// <summary>What every store of states does.</summary>
public abstract class StateStoreContract
{
    /// <summary>An empty one.</summary>
    protected abstract IProviderStateStore Store { get; }

    internal static ProviderRecord Full(string provider = "binance") => new()
    {
        Provider = provider,
        Epoch = 7,
        State = ProviderState.Reconnecting,
        Circuit = new CircuitState
        {
            Phase = CircuitPhase.Open,
            Generation = 5,
            Failures = 3,
            Trips = 2,
            ChangedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddTicks(1),
            OpenUntil = new DateTimeOffset(2026, 3, 2, 9, 1, 0, TimeSpan.Zero),
            Reason = "it's \"broken\"; DROP TABLE providers; -- ü\u0000",
        },
        ReconnectAttempts = 4,
        Connects = 5_000_000_000,
        Disconnects = 4_999_999_999,
        LastError = "reset by peer",
        LastErrorAt = new DateTimeOffset(2026, 3, 2, 8, 59, 59, TimeSpan.FromHours(1)),
        UpdatedAt = new DateTimeOffset(2026, 3, 2, 9, 0, 1, TimeSpan.Zero),
    };

    [Fact]
    public async Task Read_OfWhatWasNeverWritten_IsNull() => Assert.Null(await Store.ReadAsync("binance", default));

    [Fact]
    public async Task Read_OfWhatWasWritten_IsWhole()
    {
        await Store.WriteAsync(Full(), default);

        Assert.Equal(Full(), await Store.ReadAsync("binance", default));
    }

    [Fact]
    public async Task Read_OfARecordWithoutAnything_IsAsItWas()
    {
        var empty = new ProviderRecord { Provider = "" };

        await Store.WriteAsync(empty, default);

        Assert.Equal(empty, await Store.ReadAsync("", default));
    }

    [Fact]
    public async Task Write_Again_ReplacesTheLast()
    {
        await Store.WriteAsync(Full(), default);
        var next = new ProviderRecord { Provider = "binance", Epoch = 8 };

        await Store.WriteAsync(next, default);

        Assert.Equal(next, await Store.ReadAsync("binance", default));
    }

    [Fact]
    public async Task Write_OfOneProvider_LeavesOthersAlone()
    {
        await Store.WriteAsync(Full("a"), default);
        await Store.WriteAsync(Full("A"), default);
        await Store.WriteAsync(Full("a") with { Epoch = 99 }, default);

        Assert.Equal(Full("A"), await Store.ReadAsync("A", default));
        Assert.Equal(99, (await Store.ReadAsync("a", default))!.Epoch);
    }

    [Fact]
    public async Task Write_FromManyThreads_LosesNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Store.WriteAsync(Full($"p{i}"), default).AsTask())));

        for (var i = 0; i < 50; i++)
            Assert.Equal(Full($"p{i}"), await Store.ReadAsync($"p{i}", default));
    }

    [Fact]
    public async Task Call_ThatIsCancelledBefore_DoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(Full(), cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync("binance", cancelled).AsTask());

        Assert.Null(await Store.ReadAsync("binance", default));
    }

    [Fact]
    public void Location_IsForPeople() => Assert.NotEmpty(Store.Location);
}
