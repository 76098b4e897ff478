using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Cluster.Status;
using QuantTradeAI.Streaming.Transport;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Cluster.Supervision;

/// <summary>
/// On every silo: asks all configured providers how they stand, which also makes those run that do not; tells the registry what the silo carries; and
/// notes silos that have gone. Nothing else brings a provider back after its silo has died.
/// </summary>
internal sealed partial class SiloSupervisor(
    SiloRuntime runtime, ClusterCalls calls, AdapterMap map, LeavingSilos leaving, IClusterMembershipService membership, TimeProvider clock, ILogger<SiloSupervisor> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettlingLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(3);

    private readonly WakeUp _wake = new(clock);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, Task> _asking = new(StringComparer.Ordinal);
    private readonly LogPaces _paces = new(clock);
    private Task _reporting = Task.CompletedTask;
    private Task _counting = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private long _reportedAt;
    private long _countedAt;

    private SiloEngine Engine => runtime.Engine;

    public void Start()
    {
        Engine.Providers.StandingChanged += Tell;
        _working = Task.WhenAll(Task.Run(SuperviseAsync), Task.Run(WatchMembersAsync), Task.Run(SettleAsync));
    }

    /// <summary>Looks at once.</summary>
    public void Ask() => _wake.Signal();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SuperviseAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Look();
            }
            catch (Exception error)
            {
                LookFailed(error);
            }

            await _wake.WaitAsync(runtime.Options.SupervisionInterval, _stopping.Token);
        }
    }

    /// <summary>The silo runs once all providers stand somewhere and those that came to it are asked for their symbols, or when that takes too long.</summary>
    private async Task SettleAsync()
    {
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < SettlingLimit && !(Engine.Symbols.AllStand() && Engine.Providers.AllAreAsked()))
            await Pause.For(LookAgain, clock, _stopping.Token);
        Engine.BeginRunning();
    }

    private void Look()
    {
        var names = Engine.Config.Providers.Select(provider => provider.Name).ToList();
        map.NoteConfigured(names);
        foreach (var name in names)
        {
            if (!_asking.TryGetValue(name, out var asking) || asking.IsCompleted)
                _asking[name] = AskProviderAsync(name);
        }

        foreach (var hosted in Engine.Providers.Hosted)
        {
            hosted.Wanted.EndLingering();
            if (!names.Contains(hosted.Name))
                hosted.Deactivate("it is configured no longer");
            else if (map.CarriersOf(hosted.Name) is { Count: > 0 } carriers && !carriers.Contains(SiloAddress.FromParsableString(calls.Silo)))
                hosted.Deactivate("other silos carry the version of its adapter that serves");
        }

        if (_reporting.IsCompleted && IsDue(ref _reportedAt, ReportInterval))
            _reporting = ReportAsync();
        if (_counting.IsCompleted && IsDue(ref _countedAt, Engine.Config.Health.Monitoring.CheckInterval))
            _counting = CountAsync();
    }

    /// <summary>Whether that has not been done for as long, or never; then it is about to be done.</summary>
    private bool IsDue(ref long doneAt, TimeSpan interval)
    {
        if (doneAt != 0 && clock.GetElapsedTime(doneAt) < interval)
            return false;
        doneAt = clock.GetTimestamp();
        return true;
    }

    private async Task AskProviderAsync(string name)
    {
        try
        {
            Note(await calls.GetStandingAsync(name).WaitAsync(CallLimit, clock, _stopping.Token));
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            if (_paces.Note(name) is { } failures)
                NotAnswering(name, failures, error.Message);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Note(ProviderStandingReport standing)
    {
        if (SiloAddress.TryParse(standing.Silo, out _))
            map.NoteOwner(standing.Provider, SiloAddress.FromParsableString(standing.Silo));
        Engine.Symbols.Note(standing);
    }

    private async Task ReportAsync()
    {
        try
        {
            var report = new SiloReport
            {
                Silo = calls.Silo,
                Name = runtime.Name,
                Adapters = Engine.Adapters(),
                ConfigurationVersion = runtime.Configuration.Version,
                ConfigurationProblem = runtime.Configuration.Problem,
            };
            var view = await calls.Registry.ReportAsync(report).WaitAsync(CallLimit, clock, _stopping.Token);
            map.Note(view);
            runtime.Configuration.Note(view);
        }
        catch (Exception error)
        {
            if (!_stopping.IsCancellationRequested && _paces.Note("registry") is { } failures)
                NotAnswering("the registry", failures, error.Message);
        }
    }

    /// <summary>Health of a provider that runs here needs what symbols elsewhere count of it, as often as it looks.</summary>
    private async Task CountAsync()
    {
        var others = calls.ActiveSilos.Remove(calls.Silo);
        Engine.Peers.Keep(others);
        foreach (var silo in others)
        {
            try
            {
                var part = await calls.SiloOf(silo).GetCountersAsync().WaitAsync(CallLimit, clock, _stopping.Token);
                Engine.Peers.Note(silo, StatusCodec.ReadCounters(part));
            }
            catch (Exception error)
            {
                if (!_stopping.IsCancellationRequested && _paces.Note(silo) is { } failures)
                    NotAnswering(silo, failures, error.Message);
            }
        }
    }

    /// <summary>A provider that runs here stands otherwise: every silo hears of it at once, and by the way later.</summary>
    private void Tell(ProviderStandingReport report)
    {
        Engine.Symbols.Note(report);
        _ = TellAsync(report);
    }

    private async Task WatchMembersAsync()
    {
        var known = new HashSet<SiloAddress>();
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(_stopping.Token))
            {
                try
                {
                    known = NoteMembers(snapshot, known);
                }
                catch (Exception error)
                {
                    LookFailed(error);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private HashSet<SiloAddress> NoteMembers(ClusterMembershipSnapshot snapshot, HashSet<SiloAddress> known)
    {
        var alive = snapshot.Members.Values.Where(member => member.Status is not SiloStatus.Dead).Select(member => member.SiloAddress).ToHashSet();
        foreach (var gone in known.Except(alive))
        {
            SiloGone(gone.ToParsableString());
            Engine.Symbols.NoteSiloGone(gone.ToParsableString());
        }

        leaving.Keep(alive);

        // One that is not among the members yet may have told already what it wants.
        Engine.Providers.DropWantsOf(silo => !SiloAddress.TryParse(silo, out var address) || snapshot.GetSiloStatus(address) == SiloStatus.Dead);
        Ask();
        return alive;
    }

    [LoggerMessage(9220, LogLevel.Error, "Supervising failed, and goes on.")]
    private partial void LookFailed(Exception error);

    [LoggerMessage(9221, LogLevel.Warning, "{Who} does not answer, and is asked again; {Failures} such failures since the last such line: {Reason}")]
    private partial void NotAnswering(string who, long failures, string reason);

    [LoggerMessage(9222, LogLevel.Warning, "The silo {Silo} has gone; what it owned is taken over.")]
    private partial void SiloGone(string silo);
}
