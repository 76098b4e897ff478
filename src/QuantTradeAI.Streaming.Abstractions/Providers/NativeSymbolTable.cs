using System.Runtime.InteropServices;
using System.Text;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>
/// Native symbol (UTF-8, as data frames spell it) to canonical symbol, for what is subscribed.
/// Reading takes no lock and allocates nothing; changes are copies.
/// </summary>
public sealed class NativeSymbolTable
{
    private const int MinSlots = 16;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private volatile Slot[] _slots = new Slot[MinSlots];

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
            Rebuild();
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
        for (var at = Hash(native) & mask; slots[at].Native is { } candidate; at = (at + 1) & mask)
        {
            if (native.SequenceEqual(candidate))
            {
                symbol = slots[at].Symbol;
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
        var slots = new Slot[size];
        foreach (var (name, symbol) in _symbols)
        {
            var native = Encoding.UTF8.GetBytes(name);
            var at = Hash(native) & (size - 1);
            while (slots[at].Native is not null)
                at = (at + 1) & (size - 1);
            slots[at] = new Slot(native, symbol);
        }

        _slots = slots;
    }

    private readonly record struct Slot(byte[] Native, Symbol Symbol);
}
