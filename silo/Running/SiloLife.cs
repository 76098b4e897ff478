using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Telemetry;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Silo.Running;

/// <summary>A silo from its start to its end, with what operators reach of it. Probes hear of both ends: the surface starts first and ends last.</summary>
internal sealed class SiloLife(IHost silo, SiloPlan plan, CommandHost host, ILoggerFactory loggers)
{
    public async Task<int> RunAsync(bool isLive, CancellationToken stop)
    {
        using var metrics = SiloMetrics.Create(
            silo.Services.GetRequiredKeyedService<IGatewayOperations>(ClusterHosting.LocalKey), host.Clock, plan.Health.Metrics.HasSymbolLabels);
        using var traces = SiloTraces.Start(plan.Name);
        var options = new OperatorSurfaceOptions { LoggerFactory = loggers, Clock = host.Clock, MetricsPage = metrics.Page };
        await using var surface = await OperatorSurface.StartAsync(silo.Services.GetRequiredService<IGatewayOperations>(), plan.Health, options, stop);
        await StartAsync(stop);
        host.Say($"{plan.Name} is in the cluster {plan.Cluster.ClusterId} ({plan.Cluster.Clustering.Kind}); silos reach it at port {plan.Cluster.Endpoints.SiloPort}, clients at {plan.Cluster.Endpoints.GatewayPort}");
        host.Say(isLive ? "prices come from the configured venues" : "prices are made up by simulated venues on this machine; --live connects to the configured ones");
        var isAsked = await EndAsync(stop);
        surface.BeginStopping();
        host.Say($"stopping, within {plan.Cluster.ShutdownTimeout.TotalSeconds:0} s");
        await StopAsync();
        host.Say("stopped");
        return isAsked ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task StartAsync(CancellationToken stop)
    {
        try
        {
            // Orleans goes on trying to join for minutes after it was told to stop.
            await silo.StartAsync(stop).WaitAsync(stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var root = error.GetBaseException();
            throw new CommandFailedException($"the silo cannot start: {root.Message.Split('\n')[0].TrimEnd()} ({root.GetType().Name}){Hint()}");
        }
    }

    private string Hint() =>
        plan.Cluster.Clustering is { Kind: ClusteringConfig.LocalhostKind, PrimaryPort: var first } && first != plan.Cluster.Endpoints.SiloPort
            ? $"; with localhost the first silo must run before, at port {first}, see cluster.clustering.primary_port"
            : "";

    /// <summary>Whether the end was asked for; else the silo ended by itself.</summary>
    private async Task<bool> EndAsync(CancellationToken stop)
    {
        var ending = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var asked = stop.Register(() => ended.TrySetResult());
        await using var itself = ending.Register(() => ended.TrySetResult());
        await ended.Task;
        return stop.IsCancellationRequested;
    }

    /// <summary>Gives up when the limit is over; the process then ends all the same.</summary>
    private async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(plan.Cluster.ShutdownTimeout, host.Clock);
        try
        {
            await silo.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            host.Say("the limit for stopping is over; what was not handed over is taken over when others miss it");
        }
    }
}
