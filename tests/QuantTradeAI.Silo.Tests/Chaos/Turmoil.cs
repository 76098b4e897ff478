using System.Globalization;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>How long, how much and by which schedule silos are killed and told to end: <c>CLUSTER_CHAOS_SECONDS</c>, <c>_RATE</c> and <c>_SEED</c>.</summary>
internal sealed record Turmoil(int Seconds, int Rate, int Seed)
{
    private readonly Random _random = new(Seed);

    public static Turmoil Asked(int usualRate) =>
        new(Number("SECONDS", 60), Number("RATE", usualRate), Number("SEED", Environment.TickCount & 0xFFFF));

    public override string ToString() => $"{Seconds} s, {Rate} a second, CLUSTER_CHAOS_SEED={Seed}";

    /// <summary>Kills one of them or tells it to end, at some time, and returns some time later. What became of whom.</summary>
    public async Task<string> StrikeAsync(IReadOnlyList<ProgramProcess> running)
    {
        var victim = running[_random.Next(running.Count)];
        var isKilled = _random.Next(2) == 0;
        await PauseAsync();
        if (isKilled)
        {
            await victim.KillAsync();
        }
        else
        {
            victim.Send(Signals.Terminate);
            Assert.Equal(0, await victim.WhenExitedAsync());
        }

        await PauseAsync();
        return $"{(isKilled ? "killed" : "ended ")} {victim.Name}";
    }

    /// <summary>What this process holds, in MiB.</summary>
    public static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;

    private Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(_random.Next(3_000)));

    private static int Number(string what, int usual) =>
        Environment.GetEnvironmentVariable($"{ChaosFactAttribute.Variable}_{what}") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
