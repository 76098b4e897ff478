using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>A few fixed names, found by their UTF-8 text: member names and message types. The first one is number 0.</summary>
internal sealed class NameTable
{
    /// <summary>The number of a name that is not in the table.</summary>
    public const int Unknown = -1;

    /// <summary>There is no name of one plain letter.</summary>
    public const int NoLetter = -2;

    /// <summary>The length of <c>,"x":</c>.</summary>
    public const int LetterMemberLength = 5;

    private readonly sbyte[] _letters = new sbyte[byte.MaxValue + 1];
    private readonly Slot[] _slots;

    public NameTable(params ReadOnlySpan<string> names)
    {
        for (var letter = 0; letter < _letters.Length; letter++)
            _letters[letter] = letter is < ' ' or > '~' or '"' or '\\' ? (sbyte)NoLetter : (sbyte)Unknown;
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

    /// <summary>
    /// The number of the member that starts at its comma here, if it is spelled <c>,"x":</c> with one plain letter, as nearly all members of
    /// terse venues are: one comparison instead of a scan. <see cref="NoLetter"/> for any other spelling, also near the text's end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindLetterMember(ReadOnlySpan<byte> json, int at)
    {
        const ulong Spelling = ',' | (ulong)'"' << 8 | (ulong)'"' << 24 | (ulong)':' << 32;
        const ulong AllButTheLetter = 0xFF_FF00_FFFF;
        if (json.Length - at < sizeof(ulong))
            return NoLetter;
        var word = BinaryPrimitives.ReadUInt64LittleEndian(json[at..]);
        return (word & AllButTheLetter) == Spelling ? _letters[(byte)(word >> 16)] : NoLetter;
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

    /// <summary>The number of a name without escapes.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
            return Math.Max(_letters[name[0]], (sbyte)Unknown);
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
