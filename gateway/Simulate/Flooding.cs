using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Simulate;

/// <summary>Sends trades to one client after the other, as fast as it reads, from the moment it subscribes to trades.</summary>
internal sealed class Flooding(SimulatedVenue venue, long frames, Action<SimulateReport> report)
{
    public async Task RunAsync(CancellationToken end)
    {
        while (true)
        {
            await When(one => SymbolTaken(one) is not null, end);
            if (SymbolTaken(venue) is { } symbol)
                await FloodAsync(symbol, end);
            await When(one => SymbolTaken(one) is null, end);
        }
    }

    private async Task FloodAsync(string symbol, CancellationToken end)
    {
        try
        {
            var sent = await venue.FloodAsync(symbol, frames, end);
            report(new FloodReport(venue.Name, symbol, sent.FirstId, sent.Frames, sent.Bytes, Math.Round(sent.Elapsed.TotalSeconds, 6), Math.Round(sent.FramesPerSecond)));
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // The client left; the next one is flooded anew.
        }
    }

    private Task When(Func<SimulatedVenue, bool> condition, CancellationToken end) =>
        venue.WaitAsync(condition, Timeout.InfiniteTimeSpan, "a client of trades").WaitAsync(end);

    private static string? SymbolTaken(SimulatedVenue venue)
    {
        var held = venue.Subscriptions.ToHashSet(StringComparer.Ordinal);
        return venue.Symbols.Select(symbol => symbol.Name).FirstOrDefault(name => ChannelsOf(name).Any(held.Contains));
    }

    private static string[] ChannelsOf(string symbol) =>
        [$"{symbol.ToLowerInvariant()}@trade", $"{symbol.ToLowerInvariant()}@aggTrade", $"matches:{symbol}", $"trades:{symbol}"];
}
