using System.Diagnostics;
using QuantTradeAI.Client.Comparing;

namespace QuantTradeAI.Cluster.Client.Tests.Comparing;

public sealed class EvenPaceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Looks_AreAMillisecondApartAtLeast_AndAsMuchIsDueAsTimeHasPassed()
    {
        var began = Stopwatch.GetTimestamp();
        using var pace = new EvenPace(perSecond: 1_000_000);
        for (var look = 0; look < 20; look++)
            await pace.NextAsync().WaitAsync(Deadline);

        Assert.InRange(pace.Due, 19_000, (long)Stopwatch.GetElapsedTime(began).TotalMicroseconds);
    }
}
