using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Gateway.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>Plays a capture through a simulated venue, a real socket and the whole engine, and counts what a subscriber gets.</summary>
internal sealed class ReplayRun(CommandHost host, ReplaySettings settings)
{
    private static readonly TimeSpan LiveWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CaughtUpWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    public async Task<int> RunAsync(CancellationToken stop)
    {
        var capture = Capture.Load(settings.File, settings.Venue);
        if (!settings.Json)
            Introduce(capture);
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.For(capture.Recording) with { TimeProvider = host.Clock }, stop);
        var venue = simulator.Venue(capture.Adapter.ProviderName);
        var config = CaptureConfig.Of(capture, venue.WebSocketUrl);
        using var loggers = new LineLoggerFactory(host.Say);
        await using var gateway = new StreamingGateway(
            new StreamingConfig { Providers = [config] },
            new GatewayOptions { Adapters = [capture.Adapter], LoggerFactory = loggers, Clock = host.Clock });

        var tally = new CaptureTally();
        await using var subscription = gateway.Subscribe(
            new SubscriptionRequest { Symbols = config.Symbols, DataTypes = DataTypes.Trades | DataTypes.Quotes, Policy = QueuePolicy.Block, Name = "replay" },
            tally);
        await gateway.StartAsync(stop);
        await WhenLiveAsync(gateway, stop);
        await WhenCaughtUpAsync(gateway, venue, tally, stop);

        var before = gateway.GetStatus();
        var start = host.Clock.GetTimestamp();
        var played = await ReplayProgress.ShowAsync(
            host, capture.Recording.Frames.Count, progress => venue.PlayAsync(capture.Recording, settings.Pace, progress, stop));
        if (played < capture.Recording.Frames.Count)
            throw new CommandFailedException($"the connection was lost: {played:N0} of {capture.Recording.Frames.Count:N0} frames were played");
        await WhenCaughtUpAsync(gateway, venue, tally, stop);
        var elapsed = host.Clock.GetElapsedTime(start);

        host.Output.WriteLine(JsonText.Of(ResultOf(capture, config, tally, before, gateway.GetStatus(), elapsed)));
        return ExitCode.Ok;
    }

    private void Introduce(Capture capture)
    {
        var recording = capture.Recording;
        host.Output.WriteLine(
            $"{capture.Adapter.ProviderName}: {Words.Counted(recording.Frames.Count, "frame")} in {recording.Duration.TotalSeconds:N1} s, {Words.Counted(capture.Symbols.Length, "symbol")}, at {settings.Pace.Describe()}");
    }

    private async Task WhenLiveAsync(StreamingGateway gateway, CancellationToken stop)
    {
        try
        {
            await gateway.WhenLiveAsync(stop).WaitAsync(LiveWithin, host.Clock, stop);
        }
        catch (TimeoutException)
        {
            var provider = gateway.GetStatus().Providers[0];
            throw new CommandFailedException(
                $"{provider.Provider} acknowledged {provider.Acknowledged} of {provider.Wanted} subscriptions within {LiveWithin.TotalSeconds:0} s {provider.LastError}");
        }
    }

    /// <summary>Returns when the engine has read every frame that the venue has sent, and the subscriber has got every event in them.</summary>
    private async Task WhenCaughtUpAsync(StreamingGateway gateway, SimulatedVenue venue, CaptureTally tally, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, host.Clock);
        var start = host.Clock.GetTimestamp();
        while (true)
        {
            var status = gateway.GetStatus();
            var provider = status.Providers[0];
            var counters = CountersOf(status);
            var published = counters.Events + counters.LastKnown;
            if (provider.Frames >= venue.FramesSent && published + Duplicates(counters) >= provider.Events && tally.Events >= published)
                return;
            if (host.Clock.GetElapsedTime(start) > CaughtUpWithin)
            {
                throw new CommandFailedException(
                    $"{provider.Frames:N0} of {venue.FramesSent:N0} frames were read, and {tally.Events:N0} of {provider.Events:N0} events delivered, within {CaughtUpWithin.TotalSeconds:0} s");
            }

            await timer.WaitForNextTickAsync(stop);
        }
    }

    private ReplayResult ResultOf(
        Capture capture, ProviderConfig config, CaptureTally tally, GatewayStatus before, GatewayStatus after, TimeSpan elapsed)
    {
        var ignored = Since(before.Providers[0].Ignored, after.Providers[0].Ignored);
        foreach (var (kind, count) in ControlFrames.CountByKind(capture, config))
            ignored[kind] = ignored.GetValueOrDefault(kind) + count;
        return new ReplayResult
        {
            Trades = tally.Trades,
            Quotes = tally.Quotes,
            LastValues = tally.LastValues,
            Ignored = ignored,
            Rejected = Since(before.Providers[0].Rejected, after.Providers[0].Rejected),
            Gaps = tally.Gaps,
            Duplicates = Duplicates(CountersOf(after)) - Duplicates(CountersOf(before)),
            Symbols = capture.Symbols,
            Frames = capture.Recording.Frames.Count,
            ElapsedS = Math.Round(elapsed.TotalSeconds, 3),
            EventsPerS = Math.Round(tally.Events / elapsed.TotalSeconds, 1),
        };
    }

    private static SortedDictionary<string, long> Since(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after) =>
        new(after.Select(kind => KeyValuePair.Create(kind.Key, kind.Value - before.GetValueOrDefault(kind.Key))).Where(kind => kind.Value > 0).ToDictionary(), StringComparer.Ordinal);

    private static StreamCounters CountersOf(GatewayStatus status) => status.Totals.Providers.Values.SingleOrDefault();

    private static long Duplicates(in StreamCounters counters) => counters.DuplicateTrades + counters.DuplicateQuotes;
}
