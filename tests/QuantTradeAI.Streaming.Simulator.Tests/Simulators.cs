using Microsoft.Extensions.Time.Testing;

namespace QuantTradeAI.Streaming.Simulator.Tests;

internal static class Simulators
{
    public static Task<VenueSimulator> StartAsync(FakeTimeProvider? time = null, int seed = 1)
    {
        var options = new SimulatorOptions { TimeProvider = time ?? TimeProvider.System, Seed = seed };
        return VenueSimulator.StartAsync(options, CancellationToken.None);
    }

    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static Task UntilAsync(this SimulatedVenue venue, Func<SimulatedVenue, bool> condition, string what)
        => venue.WaitAsync(condition, TestClient.Patience, what);
}
