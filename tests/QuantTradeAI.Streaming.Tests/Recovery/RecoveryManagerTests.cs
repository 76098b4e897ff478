using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Tests.Health;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Recovery;

public sealed class RecoveryManagerTests
{
    private readonly TimerClock _clock = new();
    private readonly LogLines _log = new();
    private readonly RecoveryManager _manager;

    public RecoveryManagerTests() => _manager = new RecoveryManager(new RecoveryOptions { Retries = 0 }, _clock, () => 0.5, _log);

    // A41: exactly that name's callback.
    [Fact]
    public async Task Request_OfAName_CallsItsCallbackOnly()
    {
        List<string> calls = [];
        foreach (var name in (string[])["a", "b", "c"])
        {
            _manager.Register(name, _ =>
            {
                calls.Add(name);
                return Task.CompletedTask;
            });
        }

        Assert.True(await _manager.RequestAsync("b", "silent").Within("the recovery"));

        Assert.Equal(["b"], calls);
        var status = _manager.StatusOf("b")!;
        Assert.Equal((1, 0, "silent", false), (status.Started, status.Failed, status.Reason, status.IsRunning));
        Assert.Equal((_clock.GetUtcNow(), _clock.GetUtcNow()), (status.RecoveredAt, status.EndedAt));
        Assert.Equal(0, _manager.StatusOf("a")!.Started);
        Assert.Equal(["a", "b", "c"], _manager.Statuses.Select(one => one.Name));
    }

    // A41: one that fails or hangs holds up no other, even when it blocks its thread.
    [Fact]
    public async Task Request_BesideOthersThatFailAndHang_IsNotHeldUp()
    {
        using var blocked = new ManualResetEventSlim();
        var hangs = new TaskCompletionSource();
        _manager.Register("fails", _ => throw new InvalidOperationException("no way"));
        _manager.Register("hangs", _ => hangs.Task);
        _manager.Register("blocks", _ =>
        {
            blocked.Wait();
            return Task.CompletedTask;
        });
        _manager.Register("works", _ => Task.CompletedTask);
        var failing = _manager.RequestAsync("fails", "");
        var hanging = _manager.RequestAsync("hangs", "");
        var blocking = _manager.RequestAsync("blocks", "");

        Assert.True(await _manager.RequestAsync("works", "").Within("the recovery"));
        Assert.False(await failing.Within("the failure"));

        Assert.Equal((1, "no way", null), (_manager.StatusOf("fails")!.Failed, _manager.StatusOf("fails")!.LastError, _manager.StatusOf("fails")!.RecoveredAt));
        Assert.True(_manager.StatusOf("hangs")!.IsRunning);
        hangs.SetResult();
        blocked.Set();
        Assert.True(await hanging.Within("the end of the one that hung"));
        Assert.True(await blocking.Within("the end of the one that blocked"));
    }

    [Fact]
    public async Task Request_WhileOneRuns_JoinsIt()
    {
        var hangs = new TaskCompletionSource();
        var calls = 0;
        _manager.Register("a", _ =>
        {
            calls++;
            return hangs.Task;
        });
        var first = _manager.RequestAsync("a", "one");
        Assert.False(_manager.Request("a", "two"));
        var second = _manager.RequestAsync("a", "three");
        hangs.SetResult();
        Assert.True(await first.Within("the recovery"));
        Assert.True(await second.Within("the recovery"));
        Assert.Equal((1, 1, "one"), (calls, _manager.StatusOf("a")!.Started, _manager.StatusOf("a")!.Reason));
        Assert.True(await _manager.RequestAsync("a", "four").Within("another recovery"));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Request_ThatHangs_FailsAtItsDeadlineAndIsNotBegunTwice()
    {
        var hangs = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        _manager.Register("a", _ =>
        {
            begun.TrySetResult();
            return hangs.Task;
        });
        var recovery = _manager.RequestAsync("a", "");
        await begun.Task.Within("the callback");
        _clock.Advance(RecoveryOptions.DefaultDeadline);

        Assert.False(await recovery.Within("the deadline"));

        var status = _manager.StatusOf("a")!;
        Assert.Equal((1, "it took longer than 30 s", true, false), (status.Failed, status.LastError, status.IsHanging, status.IsRunning));
        Assert.False(_manager.Request("a", "again"));
        Assert.False(await _manager.RequestAsync("a", "again").Within("the refusal"));
        hangs.SetResult();
        Assert.True(await _manager.RequestAsync("a", "again").Within("the recovery after the callback has returned"));
    }

    [Fact]
    public async Task Request_ThatFails_IsTriedAgainWithPauses()
    {
        var manager = new RecoveryManager(new RecoveryOptions { Retries = 2 }, _clock, () => 0.5, _log);
        var calls = 0;
        manager.Register("a", _ => ++calls < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);
        var pause = _clock.WhenTimer(IsPause);
        var recovery = manager.RequestAsync("a", "");
        for (var retry = 0; retry < 2; retry++)
        {
            await pause.Within("the pause before a retry");
            pause = _clock.WhenTimer(IsPause);
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(await recovery.Within("the recovery"));
        Assert.Equal((3, 1, 0), (calls, manager.StatusOf("a")!.Started, manager.StatusOf("a")!.Failed));
        static bool IsPause(TimeSpan due) => due > TimeSpan.Zero && due <= TimeSpan.FromSeconds(5);
    }

    [Fact]
    public async Task Request_ThatFailsForGood_IsNotTriedAgain()
    {
        var manager = new RecoveryManager(new RecoveryOptions { Retries = 5 }, _clock, () => 0.5, _log);
        var calls = 0;
        manager.Register("a", _ =>
        {
            calls++;
            throw new ProviderConnectionException("wrong key") { IsTerminal = true };
        });
        Assert.False(await manager.RequestAsync("a", "").Within("the failure"));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Unregister_WhileItRuns_CancelsIt()
    {
        var begun = new TaskCompletionSource();
        _manager.Register("a", async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
        });
        var recovery = _manager.RequestAsync("a", "");
        await begun.Task.Within("the callback");
        Assert.True(_manager.Unregister("a"));
        Assert.False(await recovery.Within("the cancellation"));
        Assert.False(_manager.Unregister("a"));
        Assert.Null(_manager.StatusOf("a"));
        Assert.False(_manager.Request("a", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => _manager.RequestAsync("a", ""));
        Assert.Contains(_log.Lines, line => line.Contains("7404"));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("7402"));
    }

    [Fact]
    public async Task Register_Again_CallsTheNewOne()
    {
        _manager.Register("a", _ => throw new InvalidOperationException("the old one"));
        _manager.Register("a", _ => Task.CompletedTask);
        Assert.True(await _manager.RequestAsync("a", "").Within("the recovery"));
    }

    [Fact]
    public async Task Stop_WithOneThatIgnoresIt_EndsByItsLimitAndStartsNothingAnyMore()
    {
        using var blocked = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var begunToo = new TaskCompletionSource();
        _manager.Register("blocks", _ =>
        {
            begun.SetResult();
            blocked.Wait();
            return Task.CompletedTask;
        });
        _manager.Register("listens", async token =>
        {
            begunToo.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
        });
        _manager.Request("blocks", "");
        _manager.Request("listens", "");
        await begun.Task.Within("the callback");
        await begunToo.Task.Within("the other callback");

        await _manager.DisposeAsync().AsTask().Within("the stop");

        Assert.False(_manager.Request("listens", ""));
        Assert.False(await _manager.RequestAsync("listens", "").Within("the refusal"));
        Assert.False(_manager.StatusOf("listens")!.IsRunning);
        blocked.Set();
    }

    [Theory]
    [InlineData(nameof(RecoveryOptions.Deadline))]
    [InlineData(nameof(RecoveryOptions.Retries))]
    [InlineData(nameof(RecoveryOptions.FirstPause))]
    [InlineData(nameof(RecoveryOptions.LongestPause))]
    public void Options_OutOfRange_AreNamed(string property)
    {
        var wrong = property switch
        {
            nameof(RecoveryOptions.Deadline) => new RecoveryOptions { Deadline = TimeSpan.Zero },
            nameof(RecoveryOptions.Retries) => new RecoveryOptions { Retries = -1 },
            nameof(RecoveryOptions.FirstPause) => new RecoveryOptions { FirstPause = TimeSpan.FromSeconds(-1) },
            _ => new RecoveryOptions { LongestPause = TimeSpan.Zero },
        };
        Assert.Equal(property, Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryManager(wrong)).ParamName);
    }
}
