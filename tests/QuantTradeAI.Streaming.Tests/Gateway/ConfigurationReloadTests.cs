using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>When a file is read again. What it holds here is a buffer size.</summary>
public sealed class ConfigurationReloadTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("follow");
    private readonly FakeTimeProvider _clock = new();
    private readonly ConfigurationReload _reload;
    private readonly ConfigurationState _state;
    private Action<string> _whileReading = static _ => { };

    public ConfigurationReloadTests()
    {
        Write("1");
        _reload = new ConfigurationReload(FilePath, Read, _clock, new GatewayLog(NullLogger.Instance));
        _state = new ConfigurationState(new StreamingConfig { Providers = [] }, _clock);
    }

    private string FilePath => Path.Combine(_folder.FullName, "streaming.yaml");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _reload.DisposeAsync().AsTask().Within("the end of following");
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task File_WrittenWhileItIsRead_IsReadAgain(string read)
    {
        WriteOnceWhileReading(read, "3");
        _reload.Load();
        _reload.Start(ApplyAsync, _state);

        if (read == "2")
            Write("2");

        await UntilAsync(() => _state.Config.BufferSize == 3);
    }

    [Fact]
    public async Task Following_WhateverReadingThrows_GoesOn()
    {
        _reload.Load();
        _whileReading = text =>
        {
            if (text == "2")
                throw new InvalidOperationException("a bug of the reader");
        };
        _reload.Start(ApplyAsync, _state);

        Write("2");
        await UntilAsync(() => !_state.Status.Problems.IsEmpty);
        Assert.Equal($"{FilePath}: a bug of the reader", Assert.Single(_state.Status.Problems));

        Write("3");
        await UntilAsync(() => _state.Config.BufferSize == 3);
        Assert.Empty(_state.Status.Problems);
    }

    [Fact]
    public async Task File_ThatIsAsBeforeAgain_HasNoProblemAndIsNoNewVersion()
    {
        _reload.Load();
        _reload.Start(ApplyAsync, _state);
        Write("2");
        await UntilAsync(() => _state.Config.BufferSize == 2);
        var version = _state.Status.Version;

        Write("none");
        await UntilAsync(() => !_state.Status.Problems.IsEmpty);
        Write("2");
        await UntilAsync(() => _state.Status.Problems.IsEmpty);

        Assert.Equal(version, _state.Status.Version);
    }

    [Fact]
    public async Task File_AskedForAgain_IsReadThoughItIsTheSame()
    {
        _reload.Load();
        _reload.Start(ApplyAsync, _state);
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _whileReading = _ => again.TrySetResult();

        _reload.Again();

        await UntilAsync(() => again.Task.IsCompleted);
    }

    private StreamingConfig Read(ICollection<string> files)
    {
        files.Add(FilePath);
        var text = File.ReadAllText(FilePath);
        _whileReading(text);
        return new StreamingConfig { Providers = [], BufferSize = int.Parse(text, null) };
    }

    private Task ApplyAsync(StreamingConfig config, CancellationToken cancellationToken)
    {
        _state.NoteApplied(config);
        return Task.CompletedTask;
    }

    private void WriteOnceWhileReading(string read, string next) => _whileReading = text =>
    {
        if (text != read)
            return;
        _whileReading = static _ => { };
        Write(next);
    };

    private void Write(string text)
    {
        File.WriteAllText(FilePath + ".new", text);
        File.Move(FilePath + ".new", FilePath, overwrite: true);
    }

    /// <summary>Moves the clock until it holds.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1_000 && !condition(); i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.True(condition(), $"in vain; {_state.Status}");
    }
}
