using System.Buffers;
using System.Text;
using QuantTradeAI.Streaming.Configuration.Yaml;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>A configuration file's bytes: no more of them than a document may have, and UTF-8.</summary>
internal static class ConfigFile
{
    private const int MaxBytesPerCharacter = 4;

    /// <summary>The bytes, and one more than allowed of a file that is larger. A device or a pipe may never end, so the length is not asked.</summary>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var read = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; read.Length <= MaxBytesPerCharacter * YamlDocument.MaxLength && (count = file.Read(part)) > 0;)
            read.Write(part, 0, count);
        return read.ToArray();
    }

    /// <summary>Where the bytes are no UTF-8; null when they are.</summary>
    public static ConfigProblem? FindInvalid(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytesPerCharacter * YamlDocument.MaxLength)
            return new ConfigProblem(path, 1, 1, "", YamlDocument.TooLarge);
        var (line, column) = (1, 1);
        for (var rest = bytes; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
                return new ConfigProblem(path, line, column, "", $"the byte 0x{rest[0]:X2} is no UTF-8; expected a text file");
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            rest = rest[length..];
        }

        return null;
    }

    /// <summary>The text, without its byte order mark.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
}
