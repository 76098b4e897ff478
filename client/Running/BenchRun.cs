using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Client.Display;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Client.Running;

/// <summary>Measures what arrives for a while.</summary>
internal sealed class BenchRun(CommandHost host, ClientSettings settings)
{
    private const int Capacity = 1 << 17;

    public async Task<int> RunAsync(string[] symbols, TimeSpan duration, CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        var tally = new BenchTally(host.Clock);
        var request = new SubscriptionRequest
        {
            Symbols = [.. symbols],
            DataTypes = DataTypes.Trades | DataTypes.Quotes,
            Policy = QueuePolicy.DropOldest,
            Capacity = Capacity,
        };
        await using var subscription = connection.Feed.Subscribe(request, tally);
        using var limit = new CancellationTokenSource(duration, host.Clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Clock, end.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        var result = tally.ResultOf(symbols.Length, subscription.Statistics, connection.Feed.Statistics);
        foreach (var line in settings.Json ? [JsonText.Of(result)] : BenchText.Of(result))
            await host.Output.WriteLineAsync(line);
        if (result.Events == 0)
            host.Say("nothing arrived: is the symbol configured, and its venue up? 'client snapshot SYMBOL' tells where its stream stands");
        return result.Events > 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
