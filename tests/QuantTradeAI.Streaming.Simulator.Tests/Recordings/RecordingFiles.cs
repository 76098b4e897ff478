namespace QuantTradeAI.Streaming.Simulator.Tests;

internal static class RecordingFiles
{
    public const string Folder = "shared/recordings";
    public const string Binance = "BINANCE.ws.1.0";
    public const string Coinbase = "COINBASE.ws.28.0";

    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, Folder, file);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    public static Recording Load(string file)
        => Recording.Load(Find(file) ?? throw new FileNotFoundException($"{Folder}/{file} is not beside the repository"));
}
