using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Tests.Watching;

public sealed class FileWatchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watch");
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact] // A change behind a link raises no event in the link's own folder, as on some bind mounts.
    public async Task Change_ThatRaisesNoEvent_IsFoundByLooking()
    {
        var (link, target) = (Name("link.yaml"), Path.Combine(_folder.CreateSubdirectory("behind").FullName, "target.yaml"));
        File.WriteAllText(target, "1");
        File.CreateSymbolicLink(link, target);
        using var watch = Watch();
        watch.Remember([link]);
        var changed = watch.ChangedAsync([link], CancellationToken.None);

        File.WriteAllText(target, "2");
        Assert.False(changed.IsCompleted);
        await CrankAsync(changed);
    }

    [Fact]
    public async Task Touch_WithoutAChange_IsNone()
    {
        File.WriteAllText(Name("a"), "1");
        using var watch = Watch();
        watch.Remember([Name("a")]);
        var changed = watch.ChangedAsync([Name("a")], CancellationToken.None);

        for (var i = 0; i < 5; i++)
        {
            File.SetLastWriteTimeUtc(Name("a"), DateTime.UnixEpoch.AddDays(i));
            _clock.Advance(FileWatch.PollInterval);
        }

        Assert.False(changed.IsCompleted);
        File.Delete(Name("a"));
        await CrankAsync(changed);
    }

    [Fact]
    public async Task Change_BetweenTwoWaits_IsNotMissed()
    {
        File.WriteAllText(Name("a"), "1");
        using var watch = Watch();
        watch.Remember([Name("a")]);

        File.WriteAllText(Name("a"), "2");

        await watch.ChangedAsync([Name("a")], CancellationToken.None).Within("the change");
    }

    [Fact]
    public async Task Change_InOneOfSeveral_IsTakenAsKnownOnlyWhenRemembered()
    {
        string[] files = [Name("a"), Name("b")];
        File.WriteAllText(files[0], "1");
        using var watch = Watch();
        watch.Remember(files);
        File.WriteAllText(files[1], "1");

        await watch.ChangedAsync(files, CancellationToken.None).Within("the change");
        await watch.ChangedAsync(files, CancellationToken.None).Within("the same change: nobody has read it");

        watch.Remember(files);
        var changed = watch.ChangedAsync(files, CancellationToken.None);
        Assert.False(changed.IsCompleted);
        File.WriteAllText(files[0], "2");
        await CrankAsync(changed);
    }

    [Fact]
    public async Task File_ThatWasNeverRemembered_Differs()
    {
        File.WriteAllText(Name("a"), "1");
        using var watch = Watch();
        watch.Remember([Name("a")]);

        await watch.ChangedAsync([Name("a"), Name("none")], CancellationToken.None).Within("the unknown file");
    }

    [Fact]
    public async Task Forget_DuringOrBeforeAWait_EndsItOnce()
    {
        using var watch = Watch();
        watch.Remember([Name("none")]);
        var changed = watch.ChangedAsync([Name("none")], CancellationToken.None);
        Assert.False(changed.IsCompleted);

        watch.Forget();
        await CrankAsync(changed);
        watch.Forget();
        await watch.ChangedAsync([Name("none")], CancellationToken.None).Within("what was forgotten before");

        using var stop = new CancellationTokenSource();
        var again = watch.ChangedAsync([Name("none")], stop.Token);
        Assert.False(again.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again.Within("the end"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("nul\0byte")]
    public async Task Path_ThatNamesNoFile_DoesNotEndTheWatch(string path)
    {
        File.WriteAllText(Name("a"), "1");
        using var watch = Watch();
        watch.Remember([Name("a"), path]);
        var changed = watch.ChangedAsync([Name("a"), path], CancellationToken.None);
        Assert.False(changed.IsCompleted);

        File.WriteAllText(Name("a"), "2");
        await CrankAsync(changed);
    }

    [Fact]
    public async Task Folder_ThatIsNotThereYet_IsLookedAt()
    {
        var missing = Path.Combine(_folder.FullName, "not", "there.yaml");
        using var watch = Watch();
        watch.Remember([missing]);
        var changed = watch.ChangedAsync([missing], CancellationToken.None);

        Directory.CreateDirectory(Path.GetDirectoryName(missing)!);
        File.WriteAllText(missing, "1");

        await CrankAsync(changed);
    }

    [Fact]
    public async Task Wait_Cancelled_Ends()
    {
        using var watch = Watch();
        watch.Remember([Name("none")]);
        using var stop = new CancellationTokenSource();
        var changed = watch.ChangedAsync([Name("none")], stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changed.Within("the end"));
    }

    private FileWatch Watch() => new(_clock, (directory, reason) => Assert.Fail($"{directory}: {reason}"));

    private string Name(string name) => Path.Combine(_folder.FullName, name);

    private async Task CrankAsync(Task until)
    {
        for (var i = 0; i < 500 && !until.IsCompleted; i++)
        {
            _clock.Advance(FileWatch.PollInterval);
            await Task.WhenAny(until, Task.Delay(5));
        }

        await until.Within("the change");
    }
}
