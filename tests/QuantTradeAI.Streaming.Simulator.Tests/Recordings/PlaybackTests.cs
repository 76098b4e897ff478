using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class PlaybackTests
{
    private const string Tail = """
        wss://stream.binance.com/stream <-> 1
        1.0: {"n":1}
        1.5: {"n":2}
        3.0: {"n":3}
        """;

    [RecordedFact(RecordingFiles.Binance)]
    public Task Play_BinanceCapture_ArrivesByteForByte() => PlayAndCompareAsync(RecordingFiles.Binance);

    [RecordedFact(RecordingFiles.Coinbase)]
    public Task Play_CoinbaseCapture_ArrivesByteForByte() => PlayAndCompareAsync(RecordingFiles.Coinbase);

    [Fact]
    public async Task Play_AtFactorTwo_TakesHalfTheRecordedTime()
    {
        var clock = new WatchedClock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        await clock.TimerAsync("the ping");
        await clock.TimerAsync("the lifetime");

        var playing = simulator.Binance.PlayAsync(Read(Tail), PlaybackPace.Factor(2), null, default);
        Assert.Equal("""{"n":1}""", await client.ReceiveAsync("frame 1"));
        await clock.TimerAsync("frame 2");
        clock.Advance(TimeSpan.FromMilliseconds(249));
        await simulator.Binance.UntilAsync(venue => venue.FramesSent == 1, "frame 1 alone");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("""{"n":2}""", await client.ReceiveAsync("frame 2"));
        await clock.TimerAsync("frame 3");
        Assert.False(playing.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(750));

        Assert.Equal("""{"n":3}""", await client.ReceiveAsync("frame 3"));
        Assert.Equal(3, await playing.WaitAsync(TestClient.Patience));
    }

    [Fact]
    public async Task Play_WithoutClients_SendsNothing()
    {
        await using var simulator = await Simulators.StartAsync();

        Assert.Equal(0, await simulator.Binance.PlayAsync(Read(Tail), PlaybackPace.Max, null, default));
    }

    [Fact]
    public async Task Play_Cancelled_Ends()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var cancelling = new CancellationTokenSource();

        var playing = simulator.Binance.PlayAsync(Read(Tail), PlaybackPace.Recorded, null, cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing.WaitAsync(TestClient.Patience));
    }

    private static Recording Read(string capture) => new RecordingReader("test", Encoding.UTF8.GetBytes(capture)).Read();

    private static async Task PlayAndCompareAsync(string file)
    {
        var recording = RecordingFiles.Load(file);
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.For(recording), default);
        var venue = simulator.Venue(recording.Venue!);
        using var one = await TestClient.ConnectAsync(venue);
        using var two = await TestClient.ConnectAsync(venue);

        var playing = venue.PlayAsync(recording, PlaybackPace.Max, null, default);
        await Task.WhenAll(CompareAsync(one, recording), CompareAsync(two, recording));

        Assert.Equal(recording.Frames.Count, await playing.WaitAsync(TestClient.Patience));
        await venue.UntilAsync(v => v.FramesSent == 2 * recording.Frames.Count, "both clients' frames to be counted");
    }

    private static async Task CompareAsync(TestClient client, Recording recording)
    {
        for (var i = 0; i < recording.Frames.Count; i++)
        {
            var (_, bytes) = await client.ReceiveMessageAsync($"frame {i}");
            Assert.True(recording.Frames[i].Payload.Span.SequenceEqual(bytes), $"Frame {i} differs");
        }
    }
}
