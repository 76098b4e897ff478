using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>What every event carries. Written by the adapter (symbol to receive time) and by the symbol stage (the rest).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct EventHeader
{
    /// <summary>What the event is.</summary>
    public MarketEventKind Kind;

    /// <summary>What is special about it.</summary>
    public EventFlags Flags;

    /// <summary>The provider it came from.</summary>
    public ProviderId Provider;

    /// <summary>The canonical symbol.</summary>
    public Symbol Symbol;

    /// <summary>Grows each time the provider's ownership is taken anew; sequence numbers belong to one epoch.</summary>
    public long Epoch;

    /// <summary>Consecutive per stream and kind within an epoch, from 1; 0 for events outside the numbering.</summary>
    public long Sequence;

    /// <summary>The venue's clock; may be absent, and may lie after <see cref="ReceiveTime"/>.</summary>
    public UnixNanos ExchangeTime;

    /// <summary>When the frame left the socket.</summary>
    public UnixNanos ReceiveTime;

    /// <summary>When the event was numbered and handed to its subscribers.</summary>
    public UnixNanos PublishTime;
}
