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
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        var recording = new RecordingReader("test", Encoding.UTF8.GetBytes(Tail)).Read();

        var playing = simulator.Binance.PlayAsync(recording, PlaybackPace.Factor(2), null, default);
        Assert.Equal("""{"n":1}""", await client.ReceiveAsync("frame 1"));
        clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(1, simulator.Binance.FramesSent);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("""{"n":2}""", await client.ReceiveAsync("frame 2"));
        Assert.False(playing.IsCompleted);
        await simulator.Binance.UntilAsync(venue => venue.FramesSent == 2, "frame 2 to be counted");

        using var simulated = new CancellationTokenSource(TestClient.Patience);
        while (!playing.IsCompleted && !simulated.IsCancellationRequested)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
        Assert.Equal(3, await playing.WaitAsync(TestClient.Patience));
    }

    [Fact]
    public async Task Play_WithoutClients_SendsNothing()
    {
        await using var simulator = await Simulators.StartAsync();
        var recording = new RecordingReader("test", Encoding.UTF8.GetBytes(Tail)).Read();

        Assert.Equal(0, await simulator.Binance.PlayAsync(recording, PlaybackPace.Max, null, default));
    }

    [Fact]
    public async Task Play_Cancelled_Ends()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        var recording = new RecordingReader("test", Encoding.UTF8.GetBytes(Tail)).Read();
        using var cancelling = new CancellationTokenSource();

        var playing = simulator.Binance.PlayAsync(recording, PlaybackPace.Recorded, null, cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => playing.WaitAsync(TestClient.Patience));
    }

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
