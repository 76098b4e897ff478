using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.Transport;

/// <summary>What Linux knows of a TCP connection: <c>struct tcp_info</c> of <c>linux/tcp.h</c>, whose layout only ever grows at its end.</summary>
internal static class TcpInfo
{
    private const int Level = 6;
    private const int Option = 11;
    private const int RoundTripOffset = 68;

    /// <summary>The smoothed round trip (<c>tcpi_rtt</c>, microseconds); null elsewhere, and before anything was acknowledged.</summary>
    public static TimeSpan? RoundTripOf(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> info = stackalloc byte[RoundTripOffset + sizeof(uint)];
        try
        {
            var length = socket.GetRawSocketOption(Level, Option, info);
            var microseconds = length < info.Length ? 0 : MemoryMarshal.Read<uint>(info[RoundTripOffset..]);
            return microseconds == 0 ? null : TimeSpan.FromMicroseconds(microseconds);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
