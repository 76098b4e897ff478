using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>A frame while it is filled and under way.</summary>
internal sealed class FrameLoad
{
    /// <summary>What a segment needs beside its blocks, in bytes, about.</summary>
    public const int Overhead = 40;

    private readonly List<(RouteCursor Cursor, StreamSegment Segment)> _parts = [];

    public IReadOnlyList<(RouteCursor Cursor, StreamSegment Segment)> Parts => _parts;

    public void Add(RouteCursor cursor, in StreamSegment segment) => _parts.Add((cursor, segment));

    public DeliveryFrame ToFrame(ProcessAddress producer)
    {
        var segments = new StreamSegment[_parts.Count];
        for (var index = 0; index < segments.Length; index++)
            segments[index] = _parts[index].Segment;
        return new DeliveryFrame(producer, segments);
    }
}
