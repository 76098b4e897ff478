using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>Finds where the smallest parts of a JSON text end.</summary>
internal static class JsonScan
{
    /// <summary>The next letter that is no white space.</summary>
    public static int SkipSpaces(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            at++;
        return at;
    }

    /// <summary>
    /// Reads a string of plain ASCII, an integer or a boolean; <see cref="JsonKind.None"/> for anything else, which is not looked at closer.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonToken ReadPlain(ReadOnlySpan<byte> json, int at, out int end)
    {
        end = at;
        if ((uint)at >= (uint)json.Length)
            return default;
        if (json[at] == '"')
        {
            var stop = FindStop(json, at + 1);
            if ((uint)stop >= (uint)json.Length || json[stop] != '"')
                return default;
            end = stop + 1;
            return new JsonToken(at + 1, stop - at - 1, JsonKind.String);
        }

        // A leading zero, a point and an exponent want a closer look; so does anything that is no digit.
        if (json[at] is < (byte)'1' or > (byte)'9')
            return ReadFlag(json, at, out end);
        var stopped = SkipDigits(json, at + 1);
        if ((uint)stopped < (uint)json.Length && (json[stopped] == '.' || (json[stopped] | 0x20) == 'e'))
            return default;
        end = stopped;
        return new JsonToken(at, stopped - at, JsonKind.Number);
    }

    private static JsonToken ReadFlag(ReadOnlySpan<byte> json, int at, out int end)
    {
        const uint True = 't' | (uint)'r' << 8 | (uint)'u' << 16 | (uint)'e' << 24;
        const uint Alse = 'a' | (uint)'l' << 8 | (uint)'s' << 16 | (uint)'e' << 24;
        var rest = json[at..];
        end = at;
        if (rest.Length <= sizeof(uint))
            return default;
        var isTrue = BinaryPrimitives.ReadUInt32LittleEndian(rest) == True;
        if (!isTrue && (rest[0] != 'f' || BinaryPrimitives.ReadUInt32LittleEndian(rest[1..]) != Alse))
            return default;
        var length = isTrue ? sizeof(uint) : sizeof(uint) + 1;
        end = at + length;
        return new JsonToken(at, length, isTrue ? JsonKind.True : JsonKind.False);
    }

    /// <summary>The next quote, backslash, control character or letter beyond ASCII.</summary>
    public static int FindStop(ReadOnlySpan<byte> json, int at)
    {
        while (Vector128.IsHardwareAccelerated && at <= json.Length - Vector128<byte>.Count)
        {
            var letters = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
            var stops = Vector128.Equals(letters, Vector128.Create((byte)'"'))
                | Vector128.Equals(letters, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(letters.AsSByte(), Vector128.Create((sbyte)' ')).AsByte();
            var found = stops.ExtractMostSignificantBits();
            if (found != 0)
                return at + BitOperations.TrailingZeroCount(found);
            at += Vector128<byte>.Count;
        }

        while ((uint)at < (uint)json.Length && json[at] is not ((byte)'"' or (byte)'\\' or < (byte)' ' or >= 0x80))
            at++;
        return at;
    }

    /// <summary>How long the escape is that starts here; 0 when it is none.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
            return 0;
        if (text[1] != 'u')
            return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
        if (text.Length < 6)
            return 0;
        foreach (var letter in text[2..6])
        {
            if (!char.IsAsciiHexDigit((char)letter))
                return 0;
        }

        return 6;
    }

    /// <summary>Where the number that starts here ends; -1 when there is none.</summary>
    public static int NumberEnd(ReadOnlySpan<byte> json, int start)
    {
        var first = json[start] == '-' ? start + 1 : start;
        var at = SkipDigits(json, first);
        if (at == first || (json[first] == '0' && at > first + 1))
            return -1;
        if ((uint)at < (uint)json.Length && json[at] == '.')
        {
            var fraction = at + 1;
            at = SkipDigits(json, fraction);
            if (at == fraction)
                return -1;
        }

        if ((uint)at >= (uint)json.Length || (json[at] | 0x20) != 'e')
            return at;
        at++;
        if ((uint)at < (uint)json.Length && json[at] is (byte)'+' or (byte)'-')
            at++;
        var end = SkipDigits(json, at);
        return end == at ? -1 : end;
    }

    private static int SkipDigits(ReadOnlySpan<byte> json, int at)
    {
        while (Vector128.IsHardwareAccelerated && at <= json.Length - Vector128<byte>.Count)
        {
            var letters = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
            var others = Vector128.GreaterThan(letters - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
            var found = others.ExtractMostSignificantBits();
            if (found != 0)
                return at + BitOperations.TrailingZeroCount(found);
            at += Vector128<byte>.Count;
        }

        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9)
            at++;
        return at;
    }
}
