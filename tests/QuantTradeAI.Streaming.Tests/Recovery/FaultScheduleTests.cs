using System.Globalization;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>The promise to subscribers over random faults. <c>FAULT_SEED=17</c> runs that one schedule alone, <c>FAULT_SCHEDULES=20000</c> more of them.</summary>
public class FaultScheduleTests
{

    [Fact]
    public void AnySchedule_KeepsThePromise()
    {
        var (changes, trades, gaps) = (0L, 0L, 0L);
        var broken = new List<(int Seed, string What, string Story)>();
        foreach (var seed in Seeds())
        {
            using var schedule = new FaultSchedule(seed);
            try
            {
                schedule.Run();
            }
            catch (Exception error)
            {
                broken.Add((seed, error.Message.Split('\n')[0], $"{schedule.Story}\n{error.StackTrace}"));
            }

            (changes, trades, gaps) = (changes + schedule.Changes, trades + schedule.Trades, gaps + schedule.Gaps);
        }

        if (broken.Count > 0)
        {
            var (seed, what, story) = broken.MinBy(one => one.Story.Length);
            Assert.Fail(
                $"{broken.Count} schedules broke the promise; the shortest is FAULT_SEED={seed}: {what}\n{story}\nOthers:\n"
                + string.Join('\n', broken.Take(20).Select(one => $"  FAULT_SEED={one.Seed}: {one.What}")));
        }

        if (Only is null)
            Assert.True(changes > 3 * Schedules && trades > 10 * Schedules && gaps > 3 * Schedules, $"Too little happened: {changes} changes, {trades} trades, {gaps} gaps.");
    }

    private static int Schedules => int.Parse(Environment.GetEnvironmentVariable("FAULT_SCHEDULES") ?? "1000", CultureInfo.InvariantCulture);

    private static string? Only => Environment.GetEnvironmentVariable("FAULT_SEED");

    private static IEnumerable<int> Seeds() => Only is { } seed ? [int.Parse(seed, CultureInfo.InvariantCulture)] : Enumerable.Range(0, Schedules);
}
