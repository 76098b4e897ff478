using System.Threading.Tasks.Sources;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class ObserverPumpTests
{
    [Fact]
    public async Task Observer_OfOneSymbol_GetsThatSymbolOnlyAndEachEventOnce()
    {
        var rig = new HubRig();
        var observer = new RecordingObserver();
        await using var subscription = rig.Hub.Subscribe(Request("ETH-USD", DataTypes.Trades), observer);

        rig.Publish(TradeOf(1), TradeOf(1, symbol: Eth), QuoteOf(3, symbol: Eth), TradeOf(2, symbol: Eth), TradeOf(2));
        await observer.Until("two trades", events => events.Count(one => one.Kind == MarketEventKind.Trade) == 2);
        await rig.Hub.CompleteAsync().Within("the end of the feed");

        Assert.Equal("Live T1 T2", Tell(observer.Events));
        Assert.All(observer.Events, one => Assert.Equal(Eth, one.Symbol));
        Assert.Equal((3, 0), (subscription.Statistics.Delivered, subscription.Statistics.Waiting));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Observer_ThatThrows_GetsTheNextEventAndIsLoggedOncePer10Seconds(bool synchronously)
    {
        var log = new RecordingLogger();
        var rig = new HubRig();
        var hub = new SymbolHub(rig.Clock, 1, log);
        var observer = new RecordingObserver(synchronously
            ? (_, _) => throw new FormatException("mine")
            : async (_, _) =>
            {
                await Task.Yield();
                throw new FormatException("mine");
            });
        var subscription = hub.Subscribe(Request("BTC-USD@venue-a"), observer);

        hub.Publish([TradeOf(1), TradeOf(2), TradeOf(3)]);
        await observer.Until("the first four events", events => events.Count == 4);
        rig.Clock.Advance(TimeSpan.FromSeconds(11));
        hub.Publish([TradeOf(4)]);
        await hub.CompleteAsync().Within("the end of the feed");

        Assert.Equal(5, subscription.Statistics.CallbackErrors);
        Assert.Equal(2, log.Lines.Count);
        Assert.Contains(subscription.Name, log.Lines[0], StringComparison.Ordinal);
        Assert.Equal(5, hub.Totals().Subscribers.CallbackErrors);
    }

    // A63
    [Fact]
    public async Task Callback_ThatIsAwaitedForLong_IsCountedAsSlow()
    {
        var rig = new HubRig();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var observer = new RecordingObserver(async (one, _) =>
        {
            await Task.Yield();
            if (one.Kind == MarketEventKind.Trade)
                await release.Task;
        });
        using var subscription = rig.Hub.Subscribe(Request(dataTypes: DataTypes.Trades), observer);
        rig.Trades(1);
        await observer.Until("the trade", events => events.Count == 2);

        rig.Clock.Advance(ObserverPump.SlowAfter + TimeSpan.FromMilliseconds(1));
        release.SetResult();
        await rig.Hub.CompleteAsync().Within("the end of the feed");

        Assert.Equal((1, 1), (subscription.Statistics.SlowCallbacks, rig.Hub.Totals().Subscribers.SlowCallbacks));
    }

    [Fact]
    public void Callback_ThatHoldsItsThread_IsCountedAsSlowWhileItDoes()
    {
        using var release = new ManualResetEventSlim();
        var rig = new HubRig();
        var observer = new RecordingObserver((_, _) =>
        {
            release.Wait();
            return default;
        });
        using var subscription = rig.Hub.Subscribe(Request(dataTypes: DataTypes.Trades), observer);
        rig.Trades(1);

        try
        {
            Assert.True(SpinWait.SpinUntil(() => subscription.Statistics.SlowCallbacks == 1, TimeSpan.FromSeconds(30)), "It was not counted.");
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public async Task Callback_ThatReturnsAtOnce_IsNotSlow()
    {
        var rig = new HubRig();
        using var subscription = rig.Hub.Subscribe(Request(), new RecordingObserver(async (_, _) => await Task.Yield()));
        rig.Trades(1, 2, 3);

        await rig.Hub.CompleteAsync().Within("the end of the feed");

        Assert.Equal(0, subscription.Statistics.SlowCallbacks);
    }

    [Fact]
    public async Task Dispose_WhileACallbackRuns_CallsNoMore()
    {
        var rig = new HubRig();
        var release = new TaskCompletionSource();
        var observer = new RecordingObserver((_, _) => new ValueTask(release.Task));
        var subscription = rig.Hub.Subscribe(Request(), observer);
        rig.Trades(1, 2, 3);
        await observer.Until("the first event", events => events.Count == 1);

        subscription.Dispose();
        var disposing = subscription.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        release.SetResult();

        await disposing.Within("the end of the callback");
        Assert.Single(observer.Events);
    }

    [Fact]
    public async Task Dispose_CallbackHearsOfIt_ByItsToken()
    {
        var rig = new HubRig();
        var observer = new RecordingObserver((_, token) => new ValueTask(Task.Delay(Timeout.Infinite, token)));
        var subscription = rig.Hub.Subscribe(Request(), observer);
        rig.Trades(1);
        await observer.Until("the first event", events => events.Count == 1);

        await subscription.DisposeAsync().AsTask().Within("the end of the callback");

        Assert.Equal(0, subscription.Statistics.CallbackErrors);
    }

    [Fact]
    public async Task DisposeAsync_CallbackNeverReturns_GivesUpAfterItsDeadline()
    {
        var rig = new HubRig();
        var observer = new RecordingObserver((_, _) => new ValueTask(new TaskCompletionSource().Task));
        var subscription = rig.Hub.Subscribe(Request(), observer);
        rig.Trades(1);
        await observer.Until("the first event", events => events.Count == 1);

        var disposing = subscription.DisposeAsync().AsTask();
        rig.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(disposing.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.1));

        await disposing.Within("the deadline's effect");
    }

    [Fact]
    public async Task DisposeAsync_FromWithinTheCallback_DoesNotWaitForItself()
    {
        var rig = new HubRig();
        var disposed = new TaskCompletionSource();
        IMarketDataSubscription? subscription = null;
        var observer = new RecordingObserver(async (_, _) =>
        {
            await Task.Yield();
            await subscription!.DisposeAsync();
            disposed.SetResult();
        });
        subscription = rig.Hub.Subscribe(Request(), observer);

        rig.Trades(1, 2);

        await disposed.Task.Within("the end of DisposeAsync");
        Assert.Single(observer.Events);
    }

    [Fact]
    public async Task CompleteAsync_EventsWaiting_DeliversThemFirst()
    {
        var rig = new HubRig();
        var observer = new RecordingObserver(async (_, _) => await Task.Yield());
        using var subscription = rig.Hub.Subscribe(Request(), observer);
        rig.Trades([.. Enumerable.Range(1, 500).Select(id => (long)id)]);

        await rig.Hub.CompleteAsync().Within("500 trades");

        Assert.Equal(501, observer.Events.Count);
    }

    private sealed class RecordingLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
        }
    }

    [Fact]
    public async Task Callback_ThatReturnsAValueTask_IsAwaited()
    {
        var rig = new HubRig();
        var first = new TaskCompletionSource();
        var calls = 0;
        await using var subscription = rig.Hub.SubscribeToTrades(["BTC-USD"], trade => Handle(trade));
        rig.Trades(1, 2);

        first.SetException(new InvalidOperationException("broken"));
        await rig.Hub.CompleteAsync().Within("the end");

        Assert.Equal((2, 1), (calls, subscription.Statistics.CallbackErrors));

        async ValueTask Handle(Trade trade)
        {
            calls++;
            if (trade.TradeId == 1)
                await first.Task;
        }
    }

    [Fact]
    public async Task Callback_ThatIsAnAsyncLambda_IsAwaited()
    {
        var rig = new HubRig();
        await using var trades = rig.Hub.SubscribeToTrades(["BTC-USD"], async _ => await Task.FromException(new InvalidOperationException("broken")));
        await using var quotes = rig.Hub.SubscribeToQuotes(["BTC-USD"], async _ => await Task.FromException(new InvalidOperationException("broken")));
        rig.Publish(TradeOf(1), QuoteOf(1));

        await rig.Hub.CompleteAsync().Within("the end");

        Assert.Equal((1, 1), (trades.Statistics.CallbackErrors, quotes.Statistics.CallbackErrors));
    }

    [Fact]
    public async Task Callback_WithAPooledValueTask_GivesItBack()
    {
        var rig = new HubRig();
        var pooled = new Pooled();
        await using var subscription = rig.Hub.Subscribe(
            Request(dataTypes: DataTypes.Trades), new RecordingObserver((_, _) => new ValueTask(pooled, 0)));
        rig.Trades(1, 2);

        await rig.Hub.CompleteAsync().Within("the end");

        Assert.Equal(3, pooled.Returned);
    }

    private sealed class Pooled : IValueTaskSource
    {
        public int Returned { get; private set; }

        public void GetResult(short token) => Returned++;

        public ValueTaskSourceStatus GetStatus(short token) =>
            ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            continuation(state);
    }
}
