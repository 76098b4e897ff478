namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What one connection holds, in the order of subscription.</summary>
internal sealed class ExampleSubscriptions
{
    public const string Trades = "trades";
    public const string Quotes = "quotes";
    public const string OrderBook = "order_book";

    /// <summary>What can be subscribed to.</summary>
    public static readonly string[] Channels = [Trades, Quotes, OrderBook];

    private readonly List<(string Channel, string Symbol)> _held = [];

    public IReadOnlyList<string> Names => [.. _held.Select(held => $"{held.Channel}:{held.Symbol}")];

    /// <summary>The symbols of all that is held, each once.</summary>
    public IEnumerable<string> Symbols => _held.Select(held => held.Symbol).Distinct();

    public bool Holds(string channel, string symbol) => _held.Contains((channel, symbol));

    /// <summary>How many it would hold with these.</summary>
    public int CountWith(IEnumerable<(string Channel, string Symbol)> added) => _held.Union(added).Count();

    /// <summary>Those that were not held before.</summary>
    public IReadOnlyList<(string Channel, string Symbol)> Add(IEnumerable<(string Channel, string Symbol)> added)
    {
        var fresh = added.Except(_held).ToList();
        _held.AddRange(fresh);
        return fresh;
    }

    public void Remove(IEnumerable<(string Channel, string Symbol)> removed)
    {
        foreach (var one in removed)
            _held.Remove(one);
    }
}
