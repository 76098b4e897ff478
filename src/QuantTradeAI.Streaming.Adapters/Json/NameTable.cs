using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>A few fixed names, found by their UTF-8 text: member names and message types. The first one is number 0.</summary>
internal sealed class NameTable
{
    /// <summary>The number of a name that is not in the table.</summary>
    public const int Unknown = -1;

    private readonly sbyte[] _letters = new sbyte[128];
    private readonly Slot[] _slots;

    public NameTable(params ReadOnlySpan<string> names)
    {
        Array.Fill(_letters, (sbyte)Unknown);
        _slots = new Slot[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Length * 4)];
        for (var number = 0; number < names.Length; number++)
        {
            var name = Encoding.UTF8.GetBytes(names[number]);
            if (name.Length == 1)
            {
                _letters[name[0]] = (sbyte)number;
                continue;
            }

            var at = Hash(name) & (_slots.Length - 1);
            while (_slots[at].Name is not null)
                at = (at + 1) & (_slots.Length - 1);
            _slots[at] = new Slot(name, number);
        }
    }

    /// <summary>The number of a string token; <see cref="Unknown"/> for any other token and any other name.</summary>
    public int Find(ReadOnlySpan<byte> json, JsonToken token)
    {
        if (token.Kind != JsonKind.String)
            return Unknown;
        return token.IsEscaped ? FindEscaped(token.Of(json)) : Find(token.Of(json));
    }

    private int FindEscaped(ReadOnlySpan<byte> raw)
    {
        Span<byte> plain = stackalloc byte[JsonText.MaxField];
        return Find(plain[..JsonText.Unescape(raw, plain)]);
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
            return name[0] < _letters.Length ? _letters[name[0]] : Unknown;
        if (name.IsEmpty)
            return Unknown;
        var slots = _slots;
        for (var at = Hash(name) & (slots.Length - 1); slots[at].Name is { } candidate; at = (at + 1) & (slots.Length - 1))
        {
            if (name.SequenceEqual(candidate))
                return slots[at].Number;
        }

        return Unknown;
    }

    private static int Hash(ReadOnlySpan<byte> name) => name.Length * 5 + name[0] * 3 + name[name.Length / 2] * 7 + name[^1];

    private readonly record struct Slot(byte[]? Name, int Number);
}
