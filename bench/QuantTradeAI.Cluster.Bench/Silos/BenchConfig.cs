using System.Globalization;
using System.Text;
using QuantTradeAI.Cluster.Bench.Load;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>The configuration of a bench's silos: symbols shared out to providers, in a file for as long as it lives.</summary>
internal sealed class BenchConfig : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cluster-bench").FullName;

    /// <param name="symbols">How many symbols.</param>
    /// <param name="providers">How many providers they are shared out to.</param>
    /// <param name="streams">Keys of <c>cluster.streams</c>; as shipped when empty.</param>
    public BenchConfig(int symbols, int providers, string streams = "")
    {
        var text = new StringBuilder("streaming:\n  providers:\n");
        for (var provider = 0; provider < providers; provider++)
        {
            var own = Enumerable.Range(0, symbols).Where(symbol => symbol % providers == provider).Select(Instruments.Name);
            text.Append(CultureInfo.InvariantCulture, $"    - {{name: {ManyNames.Name(provider)}, websocket_url: \"ws://localhost:1\", subscriptions: [trades], symbols: [{string.Join(", ", own)}]}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  cluster: {{endpoints: {{advertised_address: 127.0.0.1}}, streams: {{{streams}}}}}\n");
        File.WriteAllText(Path, text.ToString());
    }

    public string Path => System.IO.Path.Combine(_folder, "streaming.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
