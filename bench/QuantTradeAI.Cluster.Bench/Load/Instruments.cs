using System.Globalization;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>The instruments of a bench.</summary>
internal static class Instruments
{
    private const string Quote = "USDT";

    public static string Name(int number) => $"{Base(number)}-{Quote}";

    public static string Native(int number) => Base(number) + Quote;

    public static IEnumerable<SimulatedSymbol> Simulated(int count) =>
        Enumerable.Range(0, count).Select(number => new SimulatedSymbol(Native(number), Base(number), Quote, 100.00m, 0.01m, 0.001m));

    private static string Base(int number) => "S" + number.ToString("0000", CultureInfo.InvariantCulture);
}
