using System.Net;
using QuantTradeAI.Silo.Telemetry;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Silo.Tests.Telemetry;

/// <summary>What a silo tells under <c>/metrics</c> is what the gateway tells, as docs/metrics.md has it.</summary>
public sealed class SiloMetricsTests
{
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0";

    /// <summary>Of a moment, so that two pages never agree about them.</summary>
    private static readonly string[] OfTheMoment = ["process_", "dotnet_", "stream_build_info", "stream_gateway_start", "stream_data_freshness", "stream_symbol_freshness"];

    [Fact]
    public async Task Pages_OfSiloAndGateway_TellTheSameNamesLabelsAndNumbers()
    {
        var operations = new FakeOperations();
        using var metrics = SiloMetrics.Create(operations, TimeProvider.System, hasSymbolLabels: true);
        var ours = Lines(await ReadAsync(operations, metrics));
        var gateway = Lines(await ReadAsync(operations, null));

        Assert.Empty(gateway.Except(ours));
        Assert.Empty(ours.Except(gateway));
        Assert.True(ours.Count > 100, $"{ours.Count} lines");
    }

    [Fact]
    public async Task Page_OfASilo_HasEveryNameOfTheContract()
    {
        var operations = new FakeOperations();
        using var metrics = SiloMetrics.Create(operations, TimeProvider.System, hasSymbolLabels: true);
        var types = Types(await ReadAsync(operations, metrics));

        var contract = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "metrics.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && cells[1] is "counter" or "gauge")
            .Select(cells => $"{cells[0].Trim('`')} {cells[1]}")
            .ToList();

        Assert.Empty(contract.Except(types));
        Assert.True(contract.Count > 80, $"{contract.Count} names");
    }

    [Fact]
    public async Task Page_OfASilo_IsGuardedAsTheGatewaysIs()
    {
        var operations = new FakeOperations();
        using var metrics = SiloMetrics.Create(operations, TimeProvider.System, hasSymbolLabels: false);
        var config = new StreamingHealthConfig { Metrics = new EndpointConfig { Enabled = true, Port = 0, Token = new Secret("let me in") } };
        await using var surface = await OperatorSurface.StartAsync(operations, config, new OperatorSurfaceOptions { MetricsPage = metrics.Page });
        using var client = new HttpClient { BaseAddress = surface.Metrics };

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("metrics")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "let me in");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("metrics")).StatusCode);
    }

    [Fact]
    public async Task Page_InOpenMetrics_Ends()
    {
        var operations = new FakeOperations();
        using var metrics = SiloMetrics.Create(operations, TimeProvider.System, hasSymbolLabels: false);

        Assert.EndsWith("# EOF\n", await ReadAsync(operations, metrics, OpenMetrics), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(FakeOperations operations, SiloMetrics? metrics, string accept = "text/plain")
    {
        var config = new StreamingHealthConfig { Metrics = new EndpointConfig { Enabled = true, Port = 0, HasSymbolLabels = true } };
        await using var surface = await OperatorSurface.StartAsync(operations, config, new OperatorSurfaceOptions { MetricsPage = metrics?.Page });
        using var client = new HttpClient { BaseAddress = surface.Metrics };
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        return await client.GetStringAsync("metrics");
    }

    private static List<string> Types(string page) =>
        [.. page.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line["# TYPE ".Length..])];

    /// <summary>Every number, with its labels in order; those of other meters are left out.</summary>
    private static List<string> Lines(string page)
    {
        var lines = page.Split('\n').Where(line => (line.StartsWith("stream_", StringComparison.Ordinal) || line.StartsWith("websocket_", StringComparison.Ordinal)));
        return [.. lines.Where(line => !OfTheMoment.Any(name => line.StartsWith(name, StringComparison.Ordinal))).Select(Normal)];
    }

    private static string Normal(string line)
    {
        var (from, to) = (line.IndexOf('{'), line.LastIndexOf('}'));
        var number = double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        var name = from < 0 ? line[..line.IndexOf(' ')] : line[..from];
        var labels = from < 0 ? "" : string.Join(',', line[(from + 1)..to].Split("\",", StringSplitOptions.RemoveEmptyEntries).Select(label => label.Trim('"')).Order(StringComparer.Ordinal));
        return FormattableString.Invariant($"{name} {labels} {number}");
    }
}
