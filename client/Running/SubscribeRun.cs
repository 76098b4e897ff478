using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Client.Display;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Client.Running;

/// <summary>Shows what arrives.</summary>
internal sealed class SubscribeRun(CommandHost host, ClientSettings settings)
{
    private const int Batch = 256;

    public async Task<int> RunAsync(string[] symbols, DataTypes shown, TimeSpan? duration, CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var limit = duration is { } time ? new CancellationTokenSource(time, host.Clock) : null;
        using var ending = limit?.Token.Register(end.Cancel);
        var request = new SubscriptionRequest
        {
            Symbols = [.. symbols],
            DataTypes = shown == DataTypes.None ? DataTypes.Trades | DataTypes.Quotes : shown,
            Policy = QueuePolicy.DropOldest,
        };
        await using var reader = connection.Feed.Subscribe(request);
        var events = new MarketEvent[Batch];
        try
        {
            while (await reader.ReadAsync(events, end.Token) is var count and > 0)
            {
                foreach (var one in events.Take(count).Where(one => one.Kind == MarketEventKind.Status || shown != DataTypes.None))
                    await host.Output.WriteLineAsync(settings.Json ? JsonText.Of(EventLine.Of(one)) : EventText.Of(one));
                await host.Output.FlushAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Time is up, or Ctrl+C.
        }

        return ExitCode.Ok;
    }
}
