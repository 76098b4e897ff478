using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>Tells configurations apart by what their files say, whatever their order.</summary>
internal static class ConfigurationHash
{
    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Of(string main, IEnumerable<ConfigurationFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, main);
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            Append(hash, file.Name);
            Append(hash, file.Text);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
