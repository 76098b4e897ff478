using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Bench.Push;

/// <summary>Many push streams with a few subscribers, and one with many: start, memory and cost of an item; a silo and three clients in one process.</summary>
internal static class ScaleRun
{
    public const string Provider = "push";
    public const string Namespace = "pulse";

    private const string Id = "push-scale";
    private const int Port = 19_111;
    private const int Clients = 3;
    private const int Producers = 10;
    private const int Deliveries = 600_000;

    public static async Task RunAsync()
    {
        await MeasureAsync(100, 1);
        await MeasureAsync(10_000, 1);
        await MeasureAsync(1, 334);
    }

    private static async Task MeasureAsync(int streams, int each)
    {
        using var silo = await StartSiloAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ConnectAsync()));
        var providers = hosts.Select(host => host.Services.GetRequiredService<IClusterClient>().GetStreamProvider(Provider)).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var got = 0L;
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, streams), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (stream, _) =>
        {
            foreach (var provider in providers)
            {
                for (var subscription = 0; subscription < each; subscription++)
                {
                    await provider.GetStream<long>(Namespace, stream).SubscribeAsync((_, _) =>
                    {
                        Interlocked.Increment(ref got);
                        return Task.CompletedTask;
                    });
                }
            }
        });
        var subscribed = Stopwatch.GetElapsedTime(began);
        var producers = Math.Min(Producers, streams);
        var all = (long)streams * Clients * each;
        began = Stopwatch.GetTimestamp();
        await PulseAsync(silo, streams, producers, 1);
        await UntilAsync(() => Volatile.Read(ref got) == all);
        var first = Stopwatch.GetElapsedTime(began);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var times = Math.Max(1, (int)(Deliveries / all));
        var (cpu, start) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.GetTimestamp());
        await PulseAsync(silo, streams, producers, times);
        await UntilAsync(() => Volatile.Read(ref got) == all * (times + 1));
        var (used, elapsed) = (Process.GetCurrentProcess().TotalProcessorTime - cpu, Stopwatch.GetElapsedTime(start));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{streams,6:N0} streams x {Clients * each,5:N0} subscribers: subscribed in {subscribed.TotalSeconds:0.0} s, first items everywhere after {first.TotalSeconds:0.00} s, {memory / 1024.0 / streams:0.0} KiB a stream, {memory / 1024.0 / all:0.00} KiB a subscriber; {all * times / elapsed.TotalSeconds:N0} deliveries/s, {used.TotalMicroseconds / (all * times):0.00} us of CPU a delivery, {got - (all * (times + 1))} too many  load {MachineLoad.Now()}"));
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await silo.StopAsync();
    }

    private static Task PulseAsync(IHost silo, int streams, int producers, int times)
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var share = streams / producers;
        return Task.WhenAll(Enumerable.Range(0, producers).Select(producer => grains.GetGrain<IPulseGrain>(producer * share).PulseAsync(share, times)));
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!reached())
            await Task.Delay(1, limit.Token);
    }

    private static async Task<IHost> StartSiloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error).AddProvider(new ErrorLines());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(Port, Port + 1, null, Id, Id);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddPushStreams(Provider);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<IHost> ConnectAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error).AddProvider(new ErrorLines());
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(Port + 1, Id, Id);
            client.AddPushStreams(Provider);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
