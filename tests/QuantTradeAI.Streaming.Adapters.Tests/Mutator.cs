using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>Spoils frames in the ways that a broken venue, a broken proxy and an attacker do. The seed decides everything.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[][] Pieces = [.. new[]
    {
        "null", "true", "{}", "[]", "\"\"", "\"x\"", "-1", "0", "1e999", "99999999999999999999999999", "0.0000000000000000000000001", "NaN",
        "\\u0000", "\\ud800", "\\", "\"", "{", "}", "[", "]", ",", ":", "[[[[[[[[", "{\"a\":{\"a\":", "\0", "é", "\"s\":1,", "\"e\":null,", "\"data\":[],",
        "1970-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59Z", new string('[', 100), new string('9', 400),
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];

    /// <summary>One to four changes of a frame; at times none, and at times a piece of another frame.</summary>
    public byte[] Next(byte[] frame, byte[] other)
    {
        var bytes = new List<byte>(frame);
        for (var changes = random.Next(5); changes > 0; changes--)
            Change(bytes, other);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes.RemoveRange(at, random.Next(Math.Min(8, bytes.Count - at) + 1));
                break;
            case 2 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 4:
                ReplaceValue(bytes, at);
                break;
            case 5 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other[random.Next(other.Length)..]);
                break;
        }
    }

    /// <summary>A value of another type, between a colon and what follows: mostly still JSON.</summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        var colon = bytes.IndexOf((byte)':', from);
        if (colon < 0)
            return;
        var end = bytes.FindIndex(colon, letter => letter is (byte)',' or (byte)'}');
        if (end < 0)
            return;
        bytes.RemoveRange(colon + 1, end - colon - 1);
        bytes.InsertRange(colon + 1, Pieces[random.Next(Pieces.Length)]);
    }
}
