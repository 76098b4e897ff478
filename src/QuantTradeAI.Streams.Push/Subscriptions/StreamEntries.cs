namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>What a process can have entered at a stream's grain, as numbers that both sides make alike.</summary>
internal static class StreamEntries
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong OfProducer(StreamId stream) => Mix(Of(stream, 1), 0);

    public static ulong OfMember(StreamId stream, int channel) => Mix(Of(stream, 2), (ulong)channel);

    public static ulong OfCarried(StreamId stream, Guid subscription)
    {
        Span<byte> bytes = stackalloc byte[16];
        subscription.TryWriteBytes(bytes);
        return Mix(Mix(Of(stream, 3), BitConverter.ToUInt64(bytes)), BitConverter.ToUInt64(bytes[8..]));
    }

    private static ulong Of(StreamId stream, byte role)
    {
        var hash = (Offset ^ role) * Prime;
        foreach (var one in stream.Namespace.Span)
            hash = (hash ^ one) * Prime;
        hash = (hash ^ '/') * Prime;
        foreach (var one in stream.Key.Span)
            hash = (hash ^ one) * Prime;
        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
