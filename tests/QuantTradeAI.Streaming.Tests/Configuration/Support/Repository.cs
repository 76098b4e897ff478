namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>The folder that these tests were built from.</summary>
internal static class Repository
{
    private const string Solution = "QuantTradeAI.Orleans.sln";

    public static string PathOf(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}."), relative);
    }
}
