using System.Collections.Immutable;
using QuantTradeAI.Cluster;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Display;

/// <summary>Where a stream stands.</summary>
internal sealed record SnapshotLine
{
    public required string Stream { get; init; }

    /// <summary>Null before the first sign of life.</summary>
    public FeedStatusKind? State { get; init; }

    public string? Source { get; init; }

    public required long Epoch { get; init; }

    public required long Trades { get; init; }

    public required long Quotes { get; init; }

    public required long Books { get; init; }

    public required long Statuses { get; init; }

    public required ImmutableArray<EventLine> LastKnown { get; init; }

    public string? Problem { get; init; }

    public static SnapshotLine Of(string stream, StreamPosition position)
    {
        var events = new MarketEvent[position.LastKnown.IsEmpty ? 0 : MarketBatch.Count(position.LastKnown.Span)];
        if (events.Length > 0)
            MarketBatch.Read(position.LastKnown.Span, events);
        return new SnapshotLine
        {
            Stream = stream,
            State = position.State == FeedStatusKind.None ? null : position.State,
            Source = position.Source.Length == 0 ? null : position.Source,
            Epoch = position.Last.Epoch,
            Trades = position.Last.Trades,
            Quotes = position.Last.Quotes,
            Books = position.Last.Books,
            Statuses = position.Last.Statuses,
            LastKnown = [.. events.Select(one => EventLine.Of(one))],
            Problem = position.Problem,
        };
    }
}
