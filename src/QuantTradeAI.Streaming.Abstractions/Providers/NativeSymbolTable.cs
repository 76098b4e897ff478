using System.Runtime.InteropServices;
using System.Text;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>
/// Native symbol (UTF-8, as data frames spell it) to canonical symbol, for what is subscribed.
/// Reading takes no lock and allocates nothing.
/// </summary>
public sealed class NativeSymbolTable
{
    private const int MinSlots = 16;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private volatile Entry?[] _slots = new Entry?[MinSlots];

    /// <summary>How many native symbols are known.</summary>
    public int Count
    {
        get
        {
            lock (_changing)
                return _symbols.Count;
        }
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(string native, Symbol symbol)
    {
        lock (_changing)
        {
            _symbols[native] = symbol;
            if (_symbols.Count * 2 > _slots.Length)
                Rebuild();
            else
                Insert(_slots, native, symbol);
        }
    }

    /// <summary>Removes; unknown names are no error.</summary>
    public void Remove(string native)
    {
        lock (_changing)
        {
            if (_symbols.Remove(native))
                Rebuild();
        }
    }

    /// <summary>The canonical symbol, if the native one is subscribed.</summary>
    public bool TryGet(ReadOnlySpan<byte> native, out Symbol symbol)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = Hash(native) & mask; slots[at] is { } entry; at = (at + 1) & mask)
        {
            if (native.SequenceEqual(entry.Native))
            {
                symbol = entry.Symbol;
                return true;
            }
        }

        symbol = default;
        return false;
    }

    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length * 0x9E3779B97F4A7C15;
        while (text.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * 0x9E3779B97F4A7C15;
            text = text[sizeof(ulong)..];
        }

        foreach (var letter in text)
            hash = (hash ^ letter) * 0x100000001B3;
        return (int)((hash ^ (hash >> 32)) & int.MaxValue);
    }

    private void Rebuild()
    {
        var size = MinSlots;
        while (size < _symbols.Count * 2)
            size *= 2;
        var slots = new Entry?[size];
        foreach (var (native, symbol) in _symbols)
            Insert(slots, native, symbol);
        _slots = slots;
    }

    private static void Insert(Entry?[] slots, string native, Symbol symbol)
    {
        var entry = new Entry(Encoding.UTF8.GetBytes(native), symbol);
        var mask = slots.Length - 1;
        var at = Hash(entry.Native) & mask;
        while (slots[at] is { } taken && !taken.Native.AsSpan().SequenceEqual(entry.Native))
            at = (at + 1) & mask;
        Volatile.Write(ref slots[at], entry);
    }

    private sealed record Entry(byte[] Native, Symbol Symbol);
}
