using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Gateway;

public sealed class ProviderMemoryTests
{
    private const string Name = "binance";
    private const int Each = 500;

    private readonly MemoryStateStore _store = new();

    [Fact] // What one thread saw before another one noted more was taken for a new session's counters, and written after them.
    public async Task Notes_OfTwoThreads_CountNothingTwiceAndKeepTheNewest()
    {
        var memory = await OpenAsync();
        var (session, connects) = (new object(), 0L);
        ProviderMoment Look()
        {
            var seen = Volatile.Read(ref connects);
            Thread.Yield();
            return Moment(session, seen);
        }

        using var rounds = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    rounds.SignalAndWait();
                    Interlocked.Increment(ref connects);
                    memory.Note(Name, Look);
                }
            },
            default, TaskCreationOptions.LongRunning, TaskScheduler.Default))).Within("the notes");
        await memory.CloseAsync(default);

        Assert.Equal(2 * Each, memory.Recall(Name)!.Connects);
        Assert.Equal(2 * Each, (await _store.ReadAsync(Name, default))!.Connects);
    }

    [Fact] // Counters that were no lower than the last session's were taken for the same session's.
    public async Task Counters_OfTheNextSession_AreAddedEvenWhenTheyAreNoLower()
    {
        var memory = await OpenAsync();
        var (first, second) = (new object(), new object());
        memory.Note(Name, () => Moment(first, 1));

        memory.Note(Name, () => Moment(second, 1));
        memory.Note(Name, () => Moment(second, 3));

        Assert.Equal(4, memory.Recall(Name)!.Connects);
    }

    [Fact]
    public async Task Counters_OverTwoRestarts_AddUp()
    {
        for (var start = 1; start <= 3; start++)
        {
            var memory = await OpenAsync();
            var session = new object();
            memory.Note(Name, () => Moment(session, 0));
            memory.Note(Name, () => Moment(session, 2));
            await memory.CloseAsync(default);

            var kept = (await _store.ReadAsync(Name, default))!;
            Assert.Equal((2 * start, start), (kept.Connects, kept.Epoch));
        }
    }

    private static ProviderMoment Moment(object session, long connects) =>
        new(session, new ProviderHealthStatus { Provider = Name, State = ProviderState.Live, Connects = connects }, CircuitState.Initial);

    private async Task<ProviderMemory> OpenAsync()
    {
        var memory = new ProviderMemory(() => _store, TimeProvider.System, NullLogger.Instance);
        await memory.OpenAsync(default);
        await memory.AdoptAsync(Name, default);
        return memory;
    }
}
