using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

public sealed class PluginWatcherTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly PluginRig _rig;
    private readonly Channel<DiscoveryOutcome> _outcomes = Channel.CreateUnbounded<DiscoveryOutcome>();
    private PluginWatcher? _watcher;

    public PluginWatcherTests() => _rig = new PluginRig(options => options with { Clock = _clock });

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null)
            await _watcher.DisposeAsync().AsTask().Within("the watcher to stop");
        _rig.Dispose();
    }

    [Fact]
    public async Task Watcher_Polling_RefreshesWhenAManifestChanges()
    {
        await StartAsync(new PluginWatcherOptions { UsesFileSystemEvents = false });

        _rig.Drop("dropped");
        Assert.Equal("1.0.0", Assert.Single((await NextAsync("the dropped plugin")).Changes).To);
        _rig.Drop("dropped", version: "2.0.0");
        Assert.Equal("2.0.0", Assert.Single((await NextAsync("the second version")).Changes).To);
        _rig.Remove("dropped");
        Assert.Null(Assert.Single((await NextAsync("the removal")).Changes).To);
    }

    [Fact]
    public async Task Watcher_OfAFileThatComesAfterItsManifest_RefreshesAgain()
    {
        await StartAsync(new PluginWatcherOptions { UsesFileSystemEvents = false });
        _rig.Drop("dropped");
        var entry = Path.Combine(_rig.Folder("dropped"), PluginRig.Entry);
        var bytes = await File.ReadAllBytesAsync(entry);
        File.Delete(entry);
        Assert.Contains("is missing", Assert.Single((await NextAsync("the refusal")).Refused).Reason, StringComparison.Ordinal);

        _rig.Put("dropped", PluginRig.Entry, bytes);

        Assert.Equal("1.0.0", Assert.Single((await NextAsync("the whole plugin")).Changes).To);
    }

    [Fact]
    public async Task Watcher_OfALinkThatIsTurned_Refreshes()
    {
        using var elsewhere = new PluginRig();
        elsewhere.Drop("one");
        elsewhere.Drop("two", version: "2.0.0");
        var link = _rig.Folder("dropped");
        Directory.CreateSymbolicLink(link, elsewhere.Folder("one"));
        Assert.Equal("1.0.0", (await StartAsync(new PluginWatcherOptions())).Registered[0].Version);

        Directory.CreateSymbolicLink(link + ".new", elsewhere.Folder("two"));
        Directory.Delete(link);
        Directory.Move(link + ".new", link);

        Assert.Equal("2.0.0", (await NextAsync("the version behind the turned link")).Registered[0].Version);
    }

    [Fact]
    public async Task Watcher_WithEvents_NeedsNoPoll()
    {
        await StartAsync(new PluginWatcherOptions { PollInterval = TimeSpan.FromDays(1) });

        _rig.Drop("dropped");

        Assert.Equal("1.0.0", Assert.Single((await NextAsync("the dropped plugin", step: TimeSpan.FromMilliseconds(100))).Changes).To);
    }

    [Fact]
    public async Task Watcher_OfADirectoryThatIsMadeLater_SeesIt()
    {
        Directory.Delete(_rig.Root);
        Assert.Contains("there is no such folder", Assert.Single((await StartAsync(new PluginWatcherOptions())).Refused).Reason, StringComparison.Ordinal);

        _rig.Drop("dropped");

        Assert.Equal("1.0.0", Assert.Single((await NextAsync("the dropped plugin")).Changes).To);
    }

    [Fact]
    public async Task Watcher_WithoutAChange_DoesNotRefresh()
    {
        _rig.Drop("dropped");
        await StartAsync(new PluginWatcherOptions { UsesFileSystemEvents = false });

        for (var polls = 0; polls < 5; polls++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await _watcher!.DisposeAsync().AsTask().Within("the watcher to stop");
        Assert.False(_outcomes.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Watcher_WhoseCallbackThrows_GoesOn()
    {
        await StartAsync(new PluginWatcherOptions { UsesFileSystemEvents = false });
        _watcher!.Refreshed += _ => throw new InvalidOperationException("a callback");

        _rig.Drop("dropped");
        await NextAsync("the first version");
        _rig.Drop("dropped", version: "2.0.0");

        Assert.Equal("2.0.0", Assert.Single((await NextAsync("the second version")).Changes).To);
    }

    [Fact]
    public async Task Watcher_DisposedTwice_OrNeverStarted_Stops()
    {
        var idle = new PluginWatcher(_rig.Discovery);
        await idle.DisposeAsync().AsTask().Within("the watcher that never ran");
        await StartAsync(new PluginWatcherOptions());
        await _watcher!.DisposeAsync().AsTask().Within("the watcher to stop");
        await _watcher.DisposeAsync().AsTask().Within("the watcher to stop again");
    }

    private async Task<DiscoveryOutcome> StartAsync(PluginWatcherOptions options)
    {
        await _rig.RefreshAsync().Within("the first discovery");
        _watcher = new PluginWatcher(_rig.Discovery, options);
        _watcher.Refreshed += outcome => _outcomes.Writer.TryWrite(outcome);
        _watcher.Start();
        return await NextAsync("the first look");
    }

    /// <summary>Moves the clock until the watcher has refreshed.</summary>
    private async Task<DiscoveryOutcome> NextAsync(string what, TimeSpan? step = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!_outcomes.Reader.TryPeek(out _))
        {
            Assert.False(deadline.IsCancellationRequested, $"Waited 30 s in vain for {what}.");
            _clock.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.WhenAny(_outcomes.Reader.WaitToReadAsync(deadline.Token).AsTask(), Task.Delay(5));
        }

        return await _outcomes.Reader.ReadAsync(deadline.Token);
    }
}
