using System.Globalization;
using QuantTradeAI.Cluster.Bench;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Push;
using QuantTradeAI.Cluster.Bench.Silos;
using QuantTradeAI.Cluster.Bench.Soak;
using QuantTradeAI.Cluster.Bench.Streams;

switch (args)
{
    case ["batch", ..]:
        BatchRun.Run();
        return 0;
    case ["streams", .. var rest]:
        await StreamsRun.RunAsync(Number(rest, 0, 10_000), (int)Number(rest, 1, 15), (int)Number(rest, 2, 3));
        return 0;
    case ["saturate", .. var rest]:
        await SaturationRun.RunAsync((int)Number(rest, 0, 10), (int)Number(rest, 1, 3));
        return 0;
    case ["soak", .. var rest]:
        await SoakRun.RunAsync((int)Number(rest, 0, 5_000), (int)Number(rest, 1, 20), Number(rest, 2, 10), Number(rest, 3, 2_000), (int)Number(rest, 4, SiloSet.DefaultFirstPort));
        return 0;
    case ["cost", .. var rest]:
        await CostRun.RunAsync((int)Number(rest, 0, 50), (int)Number(rest, 1, 5_000), (int)Number(rest, 2, 20), (int)Number(rest, 3, 8), Number(rest, 4, 2_000));
        return 0;
    case ["idle", .. var rest]:
        await IdleRun.RunAsync((int)Number(rest, 0, 20), (int)Number(rest, 1, 3));
        return 0;
    case ["scale"]:
        await ScaleRun.RunAsync();
        return 0;
    case [Market.Job, var symbols]:
        await Market.ServeAsync(int.Parse(symbols, CultureInfo.InvariantCulture));
        return 0;
    case [BenchSilo.Job, var config, var streams, var number, var port, var venue]:
        await BenchSilo.ServeAsync(config, streams, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(port, CultureInfo.InvariantCulture), new Uri(venue));
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project bench/QuantTradeAI.Cluster.Bench -- batch | streams [EVENTS_PER_SECOND] [SECONDS] [ROUNDS]
                   | saturate [SECONDS] [ROUNDS] | soak [SYMBOLS] [PROVIDERS] [MINUTES] [EVENTS_PER_SECOND] [FIRST_PORT]
                   | cost [FEW_SYMBOLS] [MANY_SYMBOLS] [PROVIDERS] [ROUNDS] [EVENTS_PER_SECOND] | idle [SECONDS] [ROUNDS] | scale
            """);
        return 2;
}

static double Number(string[] rest, int index, double otherwise) =>
    index < rest.Length ? double.Parse(rest[index], CultureInfo.InvariantCulture) : otherwise;
