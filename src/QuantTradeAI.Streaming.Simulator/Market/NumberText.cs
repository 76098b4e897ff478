using System.Globalization;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>How a venue writes its numbers.</summary>
internal sealed record NumberText(Func<decimal, decimal, string> Price, Func<decimal, string> Size)
{
    /// <summary>Always eight decimals, as Binance.</summary>
    public static readonly NumberText EightDecimals = new((price, _) => Fixed8(price), Fixed8);

    /// <summary>Prices with the decimals of the tick, sizes without trailing zeros, as Coinbase.</summary>
    public static readonly NumberText Shortest = new(
        (price, tick) => price.ToString("F" + tick.Scale, CultureInfo.InvariantCulture),
        Shortened);

    /// <summary>Without trailing zeros, as encoders of JSON write numbers: Alpaca.</summary>
    public static readonly NumberText JsonNumber = new((price, _) => Shortened(price), Shortened);

    private static string Shortened(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private static string Fixed8(decimal value) => value.ToString("F8", CultureInfo.InvariantCulture);
}
