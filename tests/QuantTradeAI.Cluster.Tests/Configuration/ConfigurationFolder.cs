using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Streaming.Adapters;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Cluster.Tests.Configuration;

/// <summary>The folder of a silo's configuration, gone after the test.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("silo-").FullName;

    public string Main => System.IO.Path.Combine(Path, "streaming.yaml");

    public Dictionary<string, string> Variables { get; } = new() { ["HOST"] = "venue.example" };

    public List<string> Elsewhere { get; set; } = [];

    public ConfigurationReader Reader => new(
        Main, _ => new FixedCatalog(BuiltInAdapters.All), Variables.GetValueOrDefault, () => Elsewhere);

    /// <summary>Writes a file whole.</summary>
    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Writes a streaming configuration that differs by its buffer size.</summary>
    public void WriteMain(int bufferSize) => Write("streaming.yaml", Text(bufferSize));

    /// <summary>A streaming configuration.</summary>
    public static string Text(int bufferSize, string provider = "coinbase") =>
        $"streaming:\n  buffer_size: {bufferSize}\n  providers:\n  - {{name: {provider}, websocket_url: \"wss://venue.example/\", subscriptions: [trades], symbols: [BTC-USD]}}\n";

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
