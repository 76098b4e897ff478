using System.Runtime.CompilerServices;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Where its streams stand, and which names are its streams.</summary>
internal sealed partial class SymbolHost
{
    private StreamPosition Position(StreamKey stream)
    {
        var snapshot = _symbols.Hub.Snapshot(stream);
        return new StreamPosition
        {
            Last = snapshot is null ? new StreamEnd(Epoch, 0, 0, 0, 0) : EndOf(snapshot.Numbers),
            Continues = ContinuesOf(stream),
            State = snapshot?.State ?? FeedStatusKind.None,
            Source = snapshot?.Source.Name ?? "",
            LastKnown = snapshot is null ? ReadOnlyMemory<byte>.Empty : LastKnownOf(snapshot),
            Batches = _publishing.HandedOf(stream),
        };
    }

    private static ReadOnlyMemory<byte> LastKnownOf(StreamSnapshot snapshot)
    {
        Span<MarketEvent> values = new MarketEvent[3];
        var count = 0;
        if (snapshot.Trouble is { } trouble)
            values[count++] = new MarketEvent(trouble);
        if (snapshot.LastTrade is { } trade)
            values[count++] = new MarketEvent(trade);
        if (snapshot.LastQuote is { } quote)
            values[count++] = new MarketEvent(quote);
        foreach (ref var value in values[..count])
            value.HeaderRef.Flags |= EventFlags.LastKnown;
        return count == 0 ? ReadOnlyMemory<byte>.Empty : MarketBatch.Write(values[..count]);
    }

    /// <summary>One of this symbol's streams. Names that this process does not know are not kept: whoever asks could name any number of them.</summary>
    private StreamKey? Find(string? stream)
    {
        var name = Symbol.Name;
        if (stream is null || !stream.StartsWith(name, StringComparison.Ordinal))
            return null;
        if (stream.Length == name.Length)
            return new StreamKey(Symbol);
        return stream[name.Length] == '@' && ProviderId.TryFind(stream.AsSpan(name.Length + 1), out var id) && id > 0
            ? new StreamKey(Symbol, Unsafe.BitCast<ushort, ProviderId>((ushort)id))
            : null;
    }

    private StreamPosition Unknown(string? stream) => new()
    {
        Last = new StreamEnd(Epoch, 0, 0, 0, 0),
        Problem = $"'{Shown.Line(stream ?? "")}' is no stream of {Symbol}, or of a provider that nobody knows here.",
    };

    /// <summary>Who has seen nothing of this owner goes on from the one before.</summary>
    private StreamEnd HandedOn(StreamSnapshot stream) =>
        stream.Numbers is { Trades: 0, Quotes: 0, Books: 0, Statuses: 0 } && ContinuesOf(stream.Stream) is { } before ? before : EndOf(stream.Numbers);

    private static StreamEnd EndOf(in StreamNumbers numbers) => new(numbers.Epoch, numbers.Trades, numbers.Quotes, numbers.Books, numbers.Statuses);
}
