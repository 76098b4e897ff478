using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Gateway.Metrics;

namespace QuantTradeAI.Client.Comparing;

/// <summary>
/// Measures a bare socket, then stream providers one after another, from grains in a silo of its own on this machine to this process: an even flow of
/// single items, and batches as fast as they are taken.
/// </summary>
internal sealed class CompareRun(CommandHost host, bool json)
{
    /// <summary>As of a market with ten symbols.</summary>
    public const int Streams = 10;

    /// <summary>Items of the even flow.</summary>
    public const int PerSecond = 10_000;

    private const string EvenFlow = "10,000 a second, singly";
    private const int FirstPort = 18_511;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Until what runs often is compiled for good.</summary>
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(20);

    /// <summary>A queue that brings nothing for so long brings nothing more.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public async Task<int> RunAsync(TimeSpan duration, CancellationToken stop)
    {
        var port = FirstPort;
        if (!json)
            await host.Output.WriteLineAsync(CompareText.Machine());
        await ShowAsync(await MeasureSocketAsync(port, duration, stop));
        foreach (var streams in (string[])[CompareSilo.Push, CompareSilo.TunedMemory, CompareSilo.DefaultMemory])
        {
            port += 2;
            await foreach (var row in MeasureAsync(streams, port, duration, stop))
                await ShowAsync(row);
        }

        return ExitCode.Ok;
    }

    private Task ShowAsync(CompareRow row) => host.Output.WriteLineAsync(json ? JsonText.Of(row) : CompareText.Of(row));

    private async Task<CompareRow> MeasureSocketAsync(int port, TimeSpan duration, CancellationToken stop)
    {
        await using var child = await SiloChild.StartAsync(port, BareSocket.Name, StartLimit, stop);
        var latency = new LatencyHistogram();
        var socket = new BareSocket(latency);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = socket.ReadAsync(port, ended.Token);
        await Task.Delay(WarmUp, host.Clock, stop);
        var row = await CountAsync(BareSocket.Name, EvenFlow, latency, () => socket.Items, () => socket.Missing, duration, stop);
        await ended.CancelAsync();
        try
        {
            await reading;
        }
        catch (OperationCanceledException)
        {
            // Enough was read.
        }

        return row;
    }

    private async Task<CompareRow> CountAsync(
        string streams, string load, LatencyHistogram latency, Func<long> items, Func<long> missing, TimeSpan duration, CancellationToken stop)
    {
        latency.TakeRecent();
        var (began, had, missed) = (host.Clock.GetTimestamp(), items(), missing());
        await Task.Delay(duration, host.Clock, stop);
        return new CompareRow
        {
            Streams = streams,
            Load = load,
            EventsPerS = (items() - had) / host.Clock.GetElapsedTime(began).TotalSeconds,
            LatencyUs = latency.TakeRecent(),
            Missing = missing() - missed,
        };
    }

    private async IAsyncEnumerable<CompareRow> MeasureAsync(string streams, int port, TimeSpan duration, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var silo = await SiloChild.StartAsync(port, streams, StartLimit, stop);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error);
        builder.UseOrleansClient(client => CompareSilo.Connect(client, port, streams));
        using var connection = builder.Build();
        await connection.StartAsync(stop).WaitAsync(StartLimit, host.Clock, stop);
        var cluster = connection.Services.GetRequiredService<IClusterClient>();
        var latency = new LatencyHistogram();
        var counters = new List<TickCounter>();
        for (var stream = 0; stream < Streams; stream++)
        {
            counters.Add(new TickCounter(latency));
            await cluster.GetStreamProvider(StreamNames.ProviderName).GetStream<Tick>(TickGrain.Namespace, stream).SubscribeAsync(counters[^1]).WaitAsync(StartLimit, host.Clock, stop);
        }

        yield return await LoadAsync(EvenFlow, Streams, new TickLoad(PerSecond / Streams, 1), FirstWarmUp);
        foreach (var (busy, batch) in ((int, int)[])[(1, 100), (1, 500), (Streams, 100), (Streams, 500)])
            yield return await LoadAsync(string.Create(CultureInfo.InvariantCulture, $"saturated, {busy} x batches of {batch}"), busy, new TickLoad(0, batch), WarmUp);
        await connection.StopAsync(stop).WaitAsync(StartLimit, host.Clock, stop);

        async Task<CompareRow> LoadAsync(string name, int busy, TickLoad load, TimeSpan warmUp)
        {
            counters.ForEach(counter => counter.Reset());
            var before = Items();
            var grains = Enumerable.Range(0, busy).Select(stream => cluster.GetGrain<ITickGrain>(stream)).ToList();
            await Task.WhenAll(grains.Select(grain => grain.BeginAsync(load)));
            await Task.Delay(warmUp, host.Clock, stop);
            var row = await CountAsync(streams, name, latency, Items, () => counters.Sum(counter => counter.Missing), duration, stop);
            await DrainAsync(before + (await Task.WhenAll(grains.Select(grain => grain.EndAsync()))).Sum());
            return row;
        }

        long Items() => counters.Sum(counter => counter.Items);

        // What a saturated queue still holds must not count for the next load.
        async Task DrainAsync(long wanted)
        {
            var (had, since) = (Items(), host.Clock.GetTimestamp());
            while (had < wanted && host.Clock.GetElapsedTime(since) < DrainLimit)
            {
                await Task.Delay(LookAgain, host.Clock, stop);
                if (Items() is var now && now > had)
                    (had, since) = (now, host.Clock.GetTimestamp());
            }
        }
    }
}
