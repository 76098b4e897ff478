using System.Numerics;
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
        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9)
            at++;
        return at;
    }
}
