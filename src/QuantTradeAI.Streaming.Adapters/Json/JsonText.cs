using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>Takes the escapes out of strings: rare, so nothing here is on the hot path.</summary>
internal static class JsonText
{
    /// <summary>Room for any name or field that is compared or parsed; a longer one is none of ours.</summary>
    public const int MaxField = 256;

    /// <summary>Room for a venue's words, escapes counted in; what is longer is cut.</summary>
    public const int MaxText = 1_024;

    /// <summary>A token's text as a string, cut to <see cref="MaxText"/>; half a surrogate pair becomes U+FFFD.</summary>
    public static string ToText(ReadOnlySpan<byte> json, JsonToken token)
    {
        var raw = Cut(token.Of(json));
        if (!token.IsEscaped)
            return Encoding.UTF8.GetString(raw);
        var plain = new byte[raw.Length];
        return Encoding.UTF8.GetString(plain.AsSpan(0, Unescape(raw, plain)));
    }

    /// <summary>Writes the text that <paramref name="raw"/> stands for: at most as long. Returns its length, 0 when it does not fit.</summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> plain)
    {
        if (raw.Length > plain.Length)
            return 0;
        var length = 0;
        while (!raw.IsEmpty)
        {
            if (raw[0] != '\\')
            {
                plain[length++] = raw[0];
                raw = raw[1..];
                continue;
            }

            if (raw[1] == 'u')
            {
                var rune = ReadRune(raw, out var used);
                length += rune.EncodeToUtf8(plain[length..]);
                raw = raw[used..];
                continue;
            }

            plain[length++] = raw[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var self => self,
            };
            raw = raw[2..];
        }

        return length;
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= MaxText)
            return raw;
        for (var at = 0; ;)
        {
            var next = at;
            if (raw[at] == '\\')
                next += JsonScan.EscapeLength(raw[at..]);
            else if (Rune.DecodeFromUtf8(raw[at..], out _, out var length) == OperationStatus.Done)
                next += length;
            if (next == at || next > MaxText)
                return raw[..at];
            at = next;
        }
    }

    private static Rune ReadRune(ReadOnlySpan<byte> raw, out int used)
    {
        used = 6;
        var first = ReadUnit(raw);
        if (Rune.TryCreate(first, out var rune))
            return rune;
        if (raw.Length < 12 || raw[6] != '\\' || raw[7] != 'u' || !Rune.TryCreate(first, ReadUnit(raw[6..]), out rune))
            return Rune.ReplacementChar;
        used = 12;
        return rune;
    }

    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape[2..6], out ushort unit, out _, 'x') ? (char)unit : char.MaxValue;
}
