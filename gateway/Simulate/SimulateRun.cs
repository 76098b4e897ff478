using System.Net.Sockets;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Gateway.Replay;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Simulate;

/// <summary>Serves simulated venues until it is told to end, or its capture is over and its clients have left.</summary>
internal sealed class SimulateRun(CommandHost host, SimulateSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var capture = settings.Recording is { } file ? Capture.Load(file, settings.Venues is [var venue] ? venue : null) : null;
        await using var simulator = await StartAsync(capture, stop);
        var venues = (capture is null ? settings.Venues : [capture.Adapter.ProviderName]).Select(simulator.Venue).ToList();
        foreach (var each in venues)
            Announce(each);

        using var end = settings.Duration is { } duration ? new CancellationTokenSource(duration, host.Clock) : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        try
        {
            await (capture is not null ? PlayAsync(venues[0], capture, ending.Token)
                : settings.Flood is { } frames ? Task.WhenAll(venues.Select(each => new Flooding(each, frames, Report).RunAsync(ending.Token)))
                : Task.WhenAll(venues.Select(each => RunMarketAsync(each, ending.Token))));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The end that was waited for.
        }

        foreach (var each in venues)
            Report(new ServedReport(each.Name, each.ConnectionsAccepted, each.FramesSent));
        return ExitCode.Ok;
    }

    private async Task<VenueSimulator> StartAsync(Capture? capture, CancellationToken stop)
    {
        var options = capture is null ? SimulatorOptions.Default : SimulatorOptions.For(capture.Recording);
        try
        {
            return await VenueSimulator.StartAsync(options with { Port = settings.Port, Seed = settings.Seed, TimeProvider = host.Clock }, stop);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new CommandFailedException($"port {settings.Port} cannot be used: {error.GetBaseException().Message}; take another --port, or 0 for a free one");
        }
    }

    private void Announce(SimulatedVenue venue) =>
        Report(new AddressReport(venue.Name, venue.WebSocketUrl, venue.RestUrl, [.. venue.Symbols.Select(symbol => symbol.Name)]));

    private Task<long> RunMarketAsync(SimulatedVenue venue, CancellationToken end) =>
        venue.RunMarketAsync(new MarketPace(settings.Rate), end);

    private async Task PlayAsync(SimulatedVenue venue, Capture capture, CancellationToken end)
    {
        var start = host.Clock.GetTimestamp();
        var (times, frames) = (0, 0L);
        try
        {
            do
            {
                await venue.WaitAsync(one => one.Subscriptions.Count > 0, Timeout.InfiniteTimeSpan, "a subscription").WaitAsync(end);
                frames += await venue.PlayAsync(capture.Recording, settings.Pace, null, end);
                times++;
            }
            while (settings.Loop);
        }
        finally
        {
            Report(new PlayedReport(venue.Name, times, frames, Math.Round(host.Clock.GetElapsedTime(start).TotalSeconds, 3)));
        }

        // What is written is not read yet: a client leaves when it has had enough.
        await venue.WaitAsync(one => one.ConnectionsOpen == 0, Timeout.InfiniteTimeSpan, "the clients to leave").WaitAsync(end);
    }

    private void Report(SimulateReport report) => host.Output.WriteLine(settings.Json ? JsonText.Of<object>(report) : report.Text);
}
