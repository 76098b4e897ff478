using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Segments of one producer and epoch that came before their turn, ordered by their place.</summary>
internal sealed class HeldSegments
{
    private readonly List<(StreamSegment Segment, long At)> _held = [];

    public int Count => _held.Count;

    public long Bytes { get; private set; }

    /// <summary>The first of them.</summary>
    public StreamSegment First => _held[0].Segment;

    /// <summary>When the first of them came, as a timestamp.</summary>
    public long FirstAt => _held[0].At;

    /// <summary>Keeps one, unless another holds all of it.</summary>
    public void Add(in StreamSegment segment, long at)
    {
        var place = 0;
        for (; place < _held.Count && _held[place].Segment.After <= segment.After; place++)
        {
            if (_held[place].Segment.Last >= segment.Last)
                return;
        }

        _held.Insert(place, (segment, at));
        Bytes += segment.Blocks.Length;
    }

    public StreamSegment TakeFirst()
    {
        var segment = First;
        _held.RemoveAt(0);
        Bytes -= segment.Blocks.Length;
        return segment;
    }
}
