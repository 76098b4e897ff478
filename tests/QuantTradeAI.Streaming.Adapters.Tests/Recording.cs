using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>Byte-exact captures of live venues, kept beside the repository and never in it.</summary>
internal static class Recording
{
    public const string Binance = "BINANCE.ws.1.0";
    public const string Coinbase = "COINBASE.ws.28.0";
    private const string Folder = "shared/recordings";

    /// <summary>The file's path; null when it is not on this machine.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, Folder, name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>The frames that the venue sent: lines of the form <c>time: frame</c>.</summary>
    public static IEnumerable<byte[]> Frames(string name)
    {
        foreach (var line in File.ReadLines(Find(name)!))
        {
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            if (at > 0 && char.IsAsciiDigit(line[0]))
                yield return Encoding.UTF8.GetBytes(line[(at + 2)..]);
        }
    }
}
