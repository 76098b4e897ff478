using System.Globalization;
using QuantTradeAI.Bench;
using QuantTradeAI.Bench.EndToEnd;
using QuantTradeAI.Bench.Failover;
using QuantTradeAI.Bench.Processes;
using QuantTradeAI.Bench.StatusLoad;

const long DefaultFrames = 3_000_000;

switch (args)
{
    case ["decode", ..]:
        return DecodeBenchmark.Run();
    case ["end-to-end", .. var rest]:
        await EndToEndBench.RunAsync(rest is [var frames, ..] ? long.Parse(frames, CultureInfo.InvariantCulture) : DefaultFrames);
        return 0;
    case ["soak", .. var rest]:
        await SoakRun.RunAsync(TimeSpan.FromMinutes(rest is [var minutes, ..] ? double.Parse(minutes, CultureInfo.InvariantCulture) : 10));
        return 0;
    case ["failover", .. var rest]:
        return await FailoverRun.RunAsync(rest is [var wanted, ..] ? int.Parse(wanted, CultureInfo.InvariantCulture) : FailoverRun.DefaultRate);
    case ["status-load", .. var rest]:
        return await StatusLoadRun.RunAsync(TimeSpan.FromSeconds(rest is [var seconds, ..] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 60));
    case [MarketServer.Job, var binance, var coinbase]:
        await MarketServer.ServeAsync(int.Parse(binance, CultureInfo.InvariantCulture), int.Parse(coinbase, CultureInfo.InvariantCulture));
        return 0;
    case [StatusClient.Job, var url, var rate]:
        await StatusClient.AskAsync(new Uri(url), int.Parse(rate, CultureInfo.InvariantCulture));
        return 0;
    case [FloodServer.Job, var count]:
        await FloodServer.ServeAsync(long.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine(
            "Usage: dotnet run -c Release --project bench/QuantTradeAI.Bench -- decode | end-to-end [FRAMES] | soak [MINUTES] | failover [EVENTS_PER_SECOND] | status-load [SECONDS]");
        return 2;
}
