using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

/// <summary>Any events that a process can hold.</summary>
public sealed record EventBatch(MarketEvent[] Events)
{
    private static readonly long[] Limits = [0, 1, -1, long.MaxValue, long.MinValue];

    private static readonly string[] SymbolNames =
        ["", "BTC-USD", "A", "€URO-USD", "比特币-USD", "💱-USD", new('x', 64), new('比', 64), .. Enumerable.Range(0, 60).Select(i => $"S{i}-USD")];

    private static readonly string[] ProviderNames = ["", "alpha", "beta", "b.e-t_a", new('p', 255), .. Enumerable.Range(0, 30).Select(i => $"provider-{i}")];

    /// <summary>Found by FsCheck.</summary>
    public static Arbitrary<EventBatch> Any() => One().ListOf().Select(events => new EventBatch([.. events])).ToArbitrary();

    public override string ToString() => string.Join(Environment.NewLine, Events.Select(EventText.Of));

    private static Gen<long> Number() => Gen.OneOf(Gen.Elements(Limits), Gen.Choose(-1_000, 1_000).Select(small => (long)small), Gen.Choose(0, int.MaxValue).Select(i => i * 4_000_000_000L));

    private static Gen<ExactDecimal> Exact() =>
        from mantissa in Gen.OneOf(Gen.Elements(0, ExactDecimal.MaxMantissa, -ExactDecimal.MaxMantissa), Number().Select(number => number % ExactDecimal.MaxMantissa))
        from scale in Gen.Choose(0, ExactDecimal.MaxScale)
        select new ExactDecimal(mantissa, scale);

    private static Gen<ExactDecimal?> ExactOrNone() => Gen.OneOf(Gen.Constant((ExactDecimal?)null), Exact().Select(exact => (ExactDecimal?)exact));

    private static Gen<Symbol> Symbols() => Gen.Elements(SymbolNames).Select(name => name.Length == 0 ? default : Symbol.Of(name));

    private static Gen<ProviderId> Providers() => Gen.Elements(ProviderNames).Select(name => name.Length == 0 ? default : ProviderId.Of(name));

    private static Gen<EventFlags> Flags() => Gen.Choose(0, 7).Select(flags => (EventFlags)flags);

    private static Gen<MarketEvent> One() =>
        from one in Gen.OneOf(Trades(), Quotes(), Books(), Statuses())
        from epoch in Number()
        from sequence in Number()
        from publishTime in Number()
        select Numbered(one, epoch, sequence, publishTime);

    private static MarketEvent Numbered(MarketEvent one, long epoch, long sequence, long publishTime)
    {
        ref var header = ref one.HeaderRef;
        (header.Epoch, header.Sequence, header.PublishTime) = (epoch, sequence, new UnixNanos(publishTime));
        return one;
    }

    private static Gen<MarketEvent> Trades() =>
        from symbol in Symbols()
        from provider in Providers()
        from id in Number()
        from price in Exact()
        from size in Exact()
        from aggressor in Gen.Elements(Enum.GetValues<AggressorSide>())
        from exchangeTime in Number()
        from receiveTime in Number()
        from flags in Flags()
        select new MarketEvent(new Trade(symbol, provider, id, price, size, aggressor, new UnixNanos(exchangeTime), new UnixNanos(receiveTime), flags));

    private static Gen<MarketEvent> Quotes() =>
        from symbol in Symbols()
        from provider in Providers()
        from id in Number()
        from bid in Exact()
        from bidSize in ExactOrNone()
        from ask in Exact()
        from askSize in ExactOrNone()
        from conflated in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, int.MaxValue))
        from receiveTime in Number()
        from flags in Flags()
        select new MarketEvent(new Quote(symbol, provider, id, bid, bidSize, ask, askSize, default, new UnixNanos(receiveTime), flags).WithConflated(conflated));

    private static Gen<MarketEvent> Books() =>
        from symbol in Symbols()
        from provider in Providers()
        from flags in Flags()
        from bids in Levels()
        from asks in Levels()
        from first in Number()
        from last in Number()
        select new MarketEvent(new EventHeader { Symbol = symbol, Provider = provider, Flags = flags }, new BookLevels(bids, asks, first, last));

    private static Gen<ImmutableArray<BookLevel>> Levels() =>
        Exact().SelectMany(price => Exact(), (price, size) => new BookLevel(price, size)).ListOf().Select(levels => ImmutableArray.Create(levels.ToArray()));

    private static Gen<MarketEvent> Statuses() =>
        from symbol in Symbols()
        from provider in Providers()
        from previous in Providers()
        from kind in Gen.Elements(Enum.GetValues<FeedStatusKind>())
        from reason in Gen.Elements(Enum.GetValues<GapReason>())
        from lost in Gen.Elements(Enum.GetValues<MarketEventKind>())
        from range in Number()
        from time in Number().Select(number => new UnixNanos(number))
        select new MarketEvent(kind switch
        {
            FeedStatusKind.Gap => FeedStatus.GapOf(symbol, provider, time, reason, lost, range, unchecked(range + 1), unchecked(range * 3)),
            FeedStatusKind.SourceChanged => FeedStatus.SourceChangedTo(symbol, provider, previous, time),
            _ => FeedStatus.Of(kind, symbol, provider, time),
        });
}
