using System.Security.Cryptography;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Reads a plugin's files: bounded, and only what lies in its folder.</summary>
internal static class PluginFiles
{
    private const string Expected = "expected a file that can be read";

    /// <summary>The bytes of one file.</summary>
    /// <exception cref="PluginRefusedException">It is not there, too large, outside, or cannot be read.</exception>
    public static byte[] Read(string folder, string path, long limit)
    {
        try
        {
            var full = PluginPath.Real(Path.Combine(folder, path));
            if (!PluginPath.IsInside(full, PluginPath.Real(folder)))
                throw new PluginRefusedException($"'{path}' goes over a symbolic link that leaves the folder; put the file itself there");
            // Pipes and devices have no length, and opening one may never return.
            if (new FileInfo(full).Length == 0)
                return [];
            using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length > limit)
                throw TooLarge(path, limit);

            // The length is only a hint: a file can grow.
            using var copy = new MemoryStream((int)file.Length);
            var block = new byte[81_920];
            for (int read; (read = file.Read(block)) > 0;)
            {
                copy.Write(block, 0, read);
                if (copy.Length > limit)
                    throw TooLarge(path, limit);
            }

            return copy.Length == copy.Capacity ? copy.GetBuffer() : copy.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PluginRefusedException($"the file '{path}' is missing; {Expected}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new PluginRefusedException($"'{path}' cannot be read: {error.Message} {Expected}");
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static PluginRefusedException TooLarge(string path, long limit) => new($"'{path}' is larger than {limit:N0} bytes; expected at most that");
}
