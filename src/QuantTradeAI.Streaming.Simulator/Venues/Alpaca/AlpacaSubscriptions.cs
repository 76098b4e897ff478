namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What one connection holds, in the order of subscription, and what still trickles in after it was left.</summary>
internal sealed class AlpacaSubscriptions(int trailingDataPoints)
{
    public const string Trades = "trades";
    public const string Quotes = "quotes";
    private const string Everything = "*";

    /// <summary>What can be subscribed to, in the order of the acknowledgement.</summary>
    public static readonly string[] Channels = [Trades, Quotes, "bars", "updatedBars", "dailyBars", "statuses", "lulds"];

    /// <summary>Those that come with trades.</summary>
    private static readonly string[] TradeChannels = ["corrections", "cancelErrors"];

    private readonly List<(string Channel, string Symbol)> _held = [];
    private readonly Dictionary<(string Channel, string Symbol), int> _trailing = [];

    public IReadOnlyList<string> Names => [.. _held.Select(held => $"{held.Channel}:{held.Symbol}")];

    public bool Holds(string channel, string symbol) => _held.Contains((channel, symbol)) || _held.Contains((channel, Everything));

    /// <summary>Whether a data point goes out; one that only trails is counted.</summary>
    public bool Takes(string channel, string symbol)
    {
        if (Holds(channel, symbol))
            return true;
        if (_trailing.GetValueOrDefault((channel, symbol)) is var left and > 0)
        {
            _trailing[(channel, symbol)] = left - 1;
            return true;
        }

        return false;
    }

    /// <summary>How many trades and quotes it would hold with these.</summary>
    public int CountWith(IEnumerable<(string Channel, string Symbol)> added)
        => _held.Union(added).Count(held => held.Channel is Trades or Quotes);

    public void Add(IEnumerable<(string Channel, string Symbol)> added)
    {
        foreach (var one in added.Except(_held).ToList())
            _held.Add(one);
    }

    public void Remove(IEnumerable<(string Channel, string Symbol)> removed)
    {
        foreach (var one in removed.Where(_held.Remove).ToList())
            _trailing[one] = trailingDataPoints;
    }

    /// <summary>The acknowledgement: the whole set.</summary>
    public byte[] Echo()
    {
        var members = Channels.Concat(TradeChannels).Select(channel => $"\"{channel}\":{Json.Strings(SymbolsOf(channel))}");
        return Json.Utf8($$"""[{"T":"subscription",{{string.Join(',', members)}}}]""");
    }

    private IEnumerable<string> SymbolsOf(string channel)
    {
        var source = TradeChannels.Contains(channel) ? Trades : channel;
        return _held.Where(held => held.Channel == source).Select(held => held.Symbol);
    }
}
