using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>A request that was found right: streams parsed, each once.</summary>
internal sealed record SubscriptionPlan(
    ImmutableArray<StreamKey> Streams,
    DataTypes DataTypes,
    QueuePolicy Policy,
    int Capacity,
    TimeSpan BlockTimeout,
    bool IncludeLastKnown,
    string Name)
{
    /// <summary>From 1, in the order of subscribing.</summary>
    public long Number { get; init; }

    private const DataTypes AllTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook;

    /// <param name="request">What the subscriber wrote.</param>
    /// <param name="number">Its number; names it when it has no name.</param>
    /// <exception cref="ArgumentException">The message names the wrong property.</exception>
    public static SubscriptionPlan Of(SubscriptionRequest request, long number)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.DataTypes == DataTypes.None || (request.DataTypes & ~AllTypes) != 0)
            throw Wrong(nameof(request.DataTypes), $"is {request.DataTypes}; expected at least one of trades, quotes and order book");
        if (!Enum.IsDefined(request.Policy))
            throw Wrong(nameof(request.Policy), $"is {request.Policy}; expected one of {string.Join(", ", Enum.GetNames<QueuePolicy>())}");
        var capacity = request.Capacity ?? SubscriptionRequest.DefaultCapacity;
        if (capacity is < SubscriptionRequest.MinCapacity or > SubscriptionRequest.MaxCapacity)
        {
            throw Wrong(
                nameof(request.Capacity),
                $"is {capacity}; expected {SubscriptionRequest.MinCapacity} to {SubscriptionRequest.MaxCapacity} events");
        }

        if (request.BlockTimeout <= TimeSpan.Zero)
            throw Wrong(nameof(request.BlockTimeout), $"is {request.BlockTimeout}; expected more than zero");
        return new SubscriptionPlan(
            ParseStreams(request.Symbols),
            request.DataTypes,
            request.Policy,
            capacity,
            request.BlockTimeout,
            request.IncludeLastKnown,
            string.IsNullOrWhiteSpace(request.Name) ? $"subscription-{number}" : request.Name)
        {
            Number = number,
        };
    }

    private static ImmutableArray<StreamKey> ParseStreams(ImmutableArray<string> symbols)
    {
        if (symbols.IsDefaultOrEmpty)
            throw Wrong(nameof(SubscriptionRequest.Symbols), "is empty; expected at least one symbol, like BTC-USD or BTC-USD@binance");
        return [.. symbols.Select(ParseStream).Distinct()];
    }

    private static StreamKey ParseStream(string? text, int index)
    {
        try
        {
            return StreamKey.Parse(text ?? "");
        }
        catch (FormatException wrong)
        {
            throw Wrong($"{nameof(SubscriptionRequest.Symbols)}[{index}]", $"is '{text}': {wrong.Message}");
        }
    }

    private static ArgumentException Wrong(string property, string complaint) => new($"{property} {complaint}.", "request");
}
