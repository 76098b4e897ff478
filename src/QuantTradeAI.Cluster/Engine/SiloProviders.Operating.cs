using System.Text.Json;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>What others see of the silo's providers, and want of them.</summary>
internal sealed partial class SiloProviders
{
    /// <summary>How a provider stands that is owned here.</summary>
    public ProviderStandingReport StandingOf(HostedProvider hosted) => hosted.Number(Look(hosted)).Report;

    /// <summary>What was measured of it. What it tells of the circuit is noted before.</summary>
    public ProviderHealthView HealthOf(HostedProvider hosted)
    {
        var slot = Fleet.Find(hosted.Name);
        var health = slot?.GetHealthStatus();
        var told = slot?.Circuit.State;
        Remember(slot);
        var record = Memory.Recall(hosted.Name);
        var circuit = told ?? record?.Circuit ?? CircuitState.Initial;
        var left = circuit.OpenUntil is { } due ? due - _services.Clock.GetUtcNow() : TimeSpan.Zero;
        return new ProviderHealthView
        {
            Standing = StandingOf(hosted),
            State = health?.State ?? ProviderState.Disconnected,
            Circuit = JsonNamingPolicy.SnakeCaseLower.ConvertName(circuit.Phase.ToString()),
            BreakLeft = circuit.Phase == CircuitPhase.Open && left > TimeSpan.Zero ? left : TimeSpan.Zero,
            Subscriptions = health?.Acknowledged ?? 0,
            Events = health?.Events ?? 0,
            Connects = record?.Connects ?? 0,
            Disconnects = record?.Disconnects ?? 0,
            LastDataAt = health is { LastDataTime.Value: > 0 } ? health.LastDataTime.ToDateTimeOffset() : null,
            LastError = hosted.Problem ?? health?.LastError ?? record?.LastError,
            StorageProblem = Memory.Status is { IsDegraded: true } storage ? storage.LastError : null,
            Dropped = hosted.Pump.Dropped,
        };
    }

    /// <summary>Does what an operator asks of a provider that is owned here; not <see cref="ProviderOperation.Failover"/>, which is for all silos.</summary>
    public OperationOutcome Execute(ProviderOperation operation, string provider, string? reason) => _commands.Execute(operation, provider, reason);

    /// <summary>Whether every provider here has heard what is wanted of it, as far as configuration keeps it subscribed.</summary>
    public bool AllAreAsked() => _hosted.Values.All(hosted => hosted.Problem is not null || hosted.Wanted.IsAsked || !_plan.KeptBy(hosted.Name).Any());

    /// <summary>What a silo's symbols want of a provider.</summary>
    public void SetWanted(HostedProvider hosted, WantedBySilo wanted)
    {
        if (hosted.Wanted.Take(wanted))
            AskWanted(hosted);
    }

    /// <summary>Silos have gone, and want nothing any more.</summary>
    public void DropWantsOf(Func<string, bool> hasGone)
    {
        foreach (var hosted in _hosted.Values.Where(one => one.Wanted.Drop(hasGone)))
            AskWanted(hosted);
    }

    /// <summary>It is about to leave this silo: others are to take over where they can.</summary>
    public ProviderStandingReport Leave(HostedProvider hosted, string reason)
    {
        hosted.Leaving = reason;
        return StandingOf(hosted);
    }

    private void AskWanted(HostedProvider hosted) => hosted.Wanted.Ask(
        Fleet.Find(hosted.Name),
        (symbol, dataType, problem) =>
        {
            _log.NotServedAnyMore(hosted.Name, Shown.Line(symbol), dataType, problem);
            if (!Symbol.TryFind(symbol, out _))
                return; // No symbol at all: nobody can follow it.
            hosted.Pump.Publish(FeedStatus.GapOf(
                Symbol.Of(symbol), hosted.Id, UnixNanos.Now(_services.Clock), GapReason.NotServed, dataType.Kind(), 0, 0, 0));
        });

    private void OnChanged(string provider)
    {
        if (!_hosted.TryGetValue(provider, out var hosted))
            return;
        Remember(Fleet.Find(provider));
        if (hosted.Number(Look(hosted)) is (var report, true))
            StandingChanged?.Invoke(report);
    }

    private void Remember(ProviderSlot? slot)
    {
        if (slot is not null)
            Memory.Note(slot.Name, slot.Look);
    }

    private ProviderStandingReport Look(HostedProvider hosted)
    {
        var slot = Fleet.Find(hosted.Name);
        var standing = _standings.Of(hosted.Id);
        var reason = hosted.Problem ?? hosted.Leaving ?? (slot?.Run is null ? $"There is no adapter '{hosted.Name}'." : standing.Reason);
        return new ProviderStandingReport
        {
            Provider = hosted.Name,
            Epoch = hosted.Epoch,
            Silo = _services.Calls.Silo,
            IsUsable = reason is null,
            Since = standing.Since,
            Reason = reason,
            Offers = slot?.Offers ?? DataTypes.None,
            Version = slot?.Run?.Session.Version ?? "",
        };
    }
}
