namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>Byte-exact captures of live venues, kept beside the repository and never in it.</summary>
internal static class RecordingFiles
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
}
