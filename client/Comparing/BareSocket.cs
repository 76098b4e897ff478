using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Comparing;

/// <summary>An even flow of single items over a socket, and nothing else: what this machine takes to bring one from one process to another.</summary>
internal sealed class BareSocket(LatencyHistogram latency)
{
    public const string Name = "bare socket";

    /// <summary>When it was published, and its number.</summary>
    private const int ItemBytes = 16;

    private long _items;
    private long _missing;

    public long Items => Volatile.Read(ref _items);

    public long Missing => Volatile.Read(ref _missing);

    /// <summary>Listens; whoever connects gets so many items a second until the process ends.</summary>
    public static void Serve(int port, int perSecond)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            await PublishAsync(socket, perSecond);
        });
    }

    /// <summary>Takes what comes, until it is stopped.</summary>
    public async Task ReadAsync(int port, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, stop);
        var buffer = new byte[ItemBytes * 1_024];
        for (var filled = 0; await socket.ReceiveAsync(buffer.AsMemory(filled), stop) is > 0 and var received;)
        {
            filled += received;
            var taken = Take(buffer.AsSpan(0, filled));
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
        }
    }

    private static async Task PublishAsync(Socket socket, int perSecond)
    {
        var item = new byte[ItemBytes];
        using var pace = new EvenPace(perSecond);
        for (var published = 0L; ; await pace.NextAsync())
        {
            for (var due = pace.Due; published < due;)
            {
                BinaryPrimitives.WriteInt64LittleEndian(item, UnixNanos.Now(TimeProvider.System).Value);
                BinaryPrimitives.WriteInt64LittleEndian(item.AsSpan(8), ++published);
                await socket.SendAsync(item);
            }
        }
    }

    private int Take(ReadOnlySpan<byte> received)
    {
        var now = UnixNanos.Now(TimeProvider.System);
        var taken = 0;
        for (; taken + ItemBytes <= received.Length; taken += ItemBytes)
        {
            var number = BinaryPrimitives.ReadInt64LittleEndian(received[(taken + 8)..]);
            if (number != ++_items)
                Volatile.Write(ref _missing, number - _items);
            latency.Record(new UnixNanos(BinaryPrimitives.ReadInt64LittleEndian(received[taken..])), now);
        }

        return taken;
    }
}
