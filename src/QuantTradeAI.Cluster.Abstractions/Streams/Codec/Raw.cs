using System.Runtime.CompilerServices;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>Numbers at a place in memory that the caller has measured.</summary>
internal static class Raw
{
    public static T Get<T>(ref byte start, int at)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref start, at));

    public static void Set<T>(ref byte start, int at, T value)
        where T : unmanaged => Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, at), value);

    /// <exception cref="PlatformNotSupportedException">Numbers in memory are not as they are in blocks.</exception>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Blocks of market data are copied as memory, which must be little-endian.");
    }
}
