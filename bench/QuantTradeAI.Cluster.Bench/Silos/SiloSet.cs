using System.Globalization;
using QuantTradeAI.Bench.Processes;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>Silos in processes of their own, on ports that follow one another.</summary>
internal sealed class SiloSet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<OwnProcess> _silos = [];

    /// <summary>The first silo's port unless told otherwise; another one for each set that runs at the same time.</summary>
    public const int DefaultFirstPort = 17_111;

    /// <summary>Where clients connect.</summary>
    public int[] Gateways { get; private set; } = [];

    /// <summary>What carries their streams.</summary>
    public string Streams { get; private init; } = BenchSilo.Push;

    public static async Task<SiloSet> StartAsync(BenchConfig config, int count, string streams, Uri venue, int firstPort = DefaultFirstPort)
    {
        var set = new SiloSet { Streams = streams };
        try
        {
            for (var number = 0; number < count; number++)
                await set.AddAsync(config, number, streams, venue, firstPort + (number * 2));
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    /// <summary>What all of them used so far, each.</summary>
    public async Task<SiloUse[]> UseAsync()
    {
        var uses = new List<SiloUse>();
        foreach (var silo in _silos)
        {
            await silo.TellAsync("use");
            uses.Add(SiloUse.Parse(await silo.ReadAsync()));
        }

        return [.. uses];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Enumerable.Reverse(_silos))
            await silo.DisposeAsync();
    }

    /// <summary>With the server's collector, as the program has it.</summary>
    private async Task AddAsync(BenchConfig config, int number, string streams, Uri venue, int port)
    {
        Environment.SetEnvironmentVariable("DOTNET_gcServer", "1");
        var silo = OwnProcess.Start(
            BenchSilo.Job, config.Path, streams, number.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture), venue.ToString());
        Environment.SetEnvironmentVariable("DOTNET_gcServer", null);
        _silos.Add(silo);
        Gateways = [.. Gateways, port + 1];
        var collector = await silo.ReadAsync(Patience);
        if (collector != "server")
            throw new InvalidOperationException($"Silo {number} did not start with the server's collector, it said '{collector}'.");
    }
}
