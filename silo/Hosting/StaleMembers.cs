using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using QuantTradeAI.Cluster.Pacing;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>
/// While this silo joins: removes silos from the list that have not written down for long that they are alive, and that cannot be reached. Orleans waits
/// for them where the list does not change any more, up to its limit for joining: all silos that died at once keep the next ones from starting.
/// </summary>
internal sealed partial class StaleMembers(
    IMembershipTable table, IClusterMembershipService membership, IOptions<ClusterMembershipOptions> options, TimeProvider clock, ILogger<StaleMembers> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _joined = new();
    private readonly LogPace _pace = new(clock);

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(StaleMembers), ServiceLifecycleStage.AfterRuntimeGrainServices, Begin, End);
        lifecycle.Subscribe(nameof(StaleMembers), ServiceLifecycleStage.Active, End);
    }

    private Task Begin(CancellationToken cancellationToken)
    {
        _ = Task.Run(WatchAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private Task End(CancellationToken cancellationToken) => _joined.CancelAsync();

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(options.Value.ProbeTimeout, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_joined.Token))
                await TryRemoveAsync();
        }
        catch (OperationCanceledException) when (_joined.IsCancellationRequested)
        {
            // Joined, or told to end.
        }
    }

    private async Task TryRemoveAsync()
    {
        try
        {
            var list = await table.ReadAll().WaitAsync(_joined.Token);
            foreach (var (entry, _) in list.Members)
            {
                if (entry.Status != SiloStatus.Active || !IsStale(entry) || await AnswersAsync(entry.SiloAddress.Endpoint))
                    continue;
                if (await membership.TryKill(entry.SiloAddress).WaitAsync(_joined.Token))
                    Removed(entry.SiloAddress, LastSign(entry));
            }
        }
        catch (Exception error) when (!_joined.IsCancellationRequested)
        {
            if (_pace.Note(1) is { } failures)
                NotRemoved(failures, error.Message);
        }
    }

    private bool IsStale(MembershipEntry entry) =>
        clock.GetUtcNow().UtcDateTime - LastSign(entry) > options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;

    private static DateTime LastSign(MembershipEntry entry) => entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;

    private async Task<bool> AnswersAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, _joined.Token).AsTask().WaitAsync(options.Value.MaxProbeTimeout, clock, _joined.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            return false;
        }
    }

    [LoggerMessage(9400, LogLevel.Warning, "{Silo} wrote down that it is alive for the last time at {LastSign:u}, and cannot be reached: it is taken off the list of silos.")]
    private partial void Removed(SiloAddress silo, DateTime lastSign);

    [LoggerMessage(9401, LogLevel.Warning, "The list of silos cannot be cleaned of dead ones, which is tried again; {Failures} such failures since the last such line: {Reason}")]
    private partial void NotRemoved(long failures, string reason);
}
