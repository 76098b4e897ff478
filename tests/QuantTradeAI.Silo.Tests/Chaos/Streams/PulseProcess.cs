using System.Globalization;
using QuantTradeAI.Silo.Tests.Support;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>A <see cref="PulseSilo"/> as a process.</summary>
internal sealed class PulseProcess : ProgramProcess
{
    private PulseProcess(string name, params string[] arguments)
        : base(PulseSilo.Program, name, arguments)
    {
    }

    public static PulseProcess Start(string name, string config)
    {
        var (silo, gateway) = FreePorts.Two();
        return new PulseProcess(name, config, $"{silo}", $"{gateway}");
    }

    public Task WhenInClusterAsync() => WhenSaidAsync(PulseSilo.Ready);

    /// <summary>The last numbers of the runs that ended orderly here.</summary>
    public IEnumerable<KeyValuePair<long, long>> Ends() =>
        from line in Lines
        let begin = line.IndexOf(PulseGrain.Ended, StringComparison.Ordinal)
        where begin >= 0
        let words = line[(begin + PulseGrain.Ended.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select KeyValuePair.Create(long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
}
