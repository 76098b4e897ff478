using System.Buffers;
using System.Globalization;
using System.Text;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>The key of a stream's grain: <c>provider/namespace/key</c>, each part's bytes escaped as in a URL, so that any stream is found again by its key.</summary>
internal static class StreamGrainKey
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public static string Of(string provider, StreamId stream)
    {
        var key = new StringBuilder(provider.Length + stream.FullKey.Length + 2);
        Escape(key, Encoding.UTF8.GetBytes(provider));
        Escape(key.Append('/'), stream.Namespace.Span);
        Escape(key.Append('/'), stream.Key.Span);
        return key.ToString();
    }

    /// <exception cref="FormatException">It is no such key.</exception>
    public static (string Provider, StreamId Stream) Parse(string key)
    {
        var parts = key.Split('/');
        if (parts.Length != 3)
            throw new FormatException($"'{key}' names no stream; expected provider/namespace/key.");
        var (space, name) = (Unescape(parts[1]), Unescape(parts[2]));
        var stream = name.Length > 0 ? StreamId.Create(space, name) : StreamId.Create(Encoding.UTF8.GetString(space), "");
        return (Encoding.UTF8.GetString(Unescape(parts[0])), stream);
    }

    private static void Escape(StringBuilder key, ReadOnlySpan<byte> part)
    {
        foreach (var one in part)
        {
            if (Plain.Contains(one))
                key.Append((char)one);
            else
                key.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }
    }

    private static byte[] Unescape(string part)
    {
        var bytes = new List<byte>(part.Length);
        for (var index = 0; index < part.Length; index++)
        {
            if (part[index] != '%')
            {
                bytes.Add((byte)part[index]);
                continue;
            }

            if (index + 2 >= part.Length || !byte.TryParse(part.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
                throw new FormatException($"'{part}' is no part of a stream's key: two hexadecimal digits belong behind %.");
            bytes.Add(one);
            index += 2;
        }

        return [.. bytes];
    }
}
