using QuantTradeAI.Streaming.Watching;


namespace QuantTradeAI.Streaming.Tests.Watching;

public sealed class FolderEventsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watched-").FullName;
    private readonly List<string> _failed = [];
    private int _changed;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Watch_OfAFolderThatCannotBeWatched_SaysSoOnceAndTriesAgain()
    {
        var attempts = 0;
        using var events = New(_ => throw new IOException($"limit {Math.Min(++attempts, 3)}"));

        for (var looks = 0; looks < 5; looks++)
            events.Watch();

        Assert.Equal(5, attempts);
        Assert.Equal([$"{_folder} limit 1", $"{_folder} limit 2", $"{_folder} limit 3"], _failed);
        Assert.Equal(0, _changed);
    }

    [Fact]
    public void Watch_ThatBreaksLater_SaysSoAndIsMadeAgain()
    {
        var watchers = new List<BreakableWatcher>();
        using var events = New(directory =>
        {
            watchers.Add(new BreakableWatcher(directory));
            return watchers[^1];
        });
        events.Watch();
        events.Watch();
        Assert.Single(watchers);

        watchers[0].Break();
        Assert.Equal([$"{_folder} too many changes"], _failed);
        Assert.Equal(1, _changed);

        events.Watch();
        Assert.Equal(2, watchers.Count);
    }

    private FolderEvents New(Func<string, FileSystemWatcher> watch) =>
        new([_folder], () => Interlocked.Increment(ref _changed), (directory, reason) => _failed.Add($"{directory} {reason}"), watch: watch);

    private sealed class BreakableWatcher(string directory) : FileSystemWatcher(directory)
    {
        public void Break() => OnError(new ErrorEventArgs(new InternalBufferOverflowException("too many changes")));
    }
}
