using System.Collections.Immutable;
using System.Numerics;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// All configured providers, or those of them that run here, and how one configuration or adapter follows another without a restart. Changes
/// come one at a time: the caller sees to that.
/// </summary>
internal sealed class ProviderFleet(
    SessionFactory sessions,
    ProviderCircuits circuits,
    IFleetListener listener,
    TimeProvider clock,
    GatewayLog log,
    Func<string, bool>? runsHere = null)
{
    private SymbolPlan _plan = SymbolPlan.Of(new StreamingConfig { Providers = [] });
    private bool _started;

    /// <summary>In the order of configuration.</summary>
    public ImmutableArray<ProviderSlot> Slots { get; private set; } = [];

    /// <summary>The provider of that name as configured now; null when there is none.</summary>
    public ProviderSlot? Find(string name) => Slots.FirstOrDefault(slot => slot.Name == name);

    /// <inheritdoc cref="Find(string)"/>
    public ProviderSlot? Find(ProviderId provider) => Slots.FirstOrDefault(slot => slot.Id == provider);

    public void Start()
    {
        _started = true;
        foreach (var slot in Slots)
            slot.Start();
    }

    /// <summary>
    /// Does as configured from now on. What is wrong is found before anything is changed. Returns at once; the task ends when sessions that
    /// are not needed any more have ended.
    /// </summary>
    /// <exception cref="ProviderConfigurationException">An adapter is unknown or does not agree; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was changed.</exception>
    public Task Apply(StreamingConfig config, CancellationToken cancellationToken)
    {
        var plan = SymbolPlan.Of(config);
        var next = Prepare(config, plan);

        // Adapters may have taken until after the gateway has stopped: nothing may start any more.
        cancellationToken.ThrowIfCancellationRequested();
        var removed = Slots.Where(slot => next.All(one => one.Slot != slot)).ToList();
        var handovers = new List<Handover?>();

        _plan = plan;
        listener.Planned(config);
        Slots = [.. next.Select(one => one.Slot)];
        foreach (var (slot, provider, run) in next)
        {
            if (run is null)
                slot.Configure(provider, plan.KeptBy(provider.Name));
            else
                handovers.Add(Install(slot, run, provider));
        }

        Reroute();
        handovers.AddRange(removed.Select(slot => Install(slot, null, slot.Config)));
        if (_started)
        {
            foreach (var slot in Slots)
                slot.Start();
        }

        return CompleteAsync(handovers, cancellationToken);
    }

    /// <summary>
    /// The catalog has another version of this adapter, or none any more. The task ends when nothing of the old one is in use.
    /// </summary>
    /// <exception cref="ProviderConfigurationException">The new version does not agree to what is configured; the old one goes on.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was changed.</exception>
    public Task Switch(string provider, CancellationToken cancellationToken)
    {
        if (Find(provider) is not { } slot)
            return Task.CompletedTask;
        ProviderRun? run = null;
        if (sessions.Knows(provider))
        {
            var agreed = sessions.Agree(slot.Config);
            if (slot.Run?.Session.Runs(agreed.Adapter) is true)
                return Task.CompletedTask;
            RequireRoom(slot, provider, agreed.Settings, _plan);
            run = sessions.Make(agreed, slot.Circuit);
            log.Switching(provider, run.Session.Version);
        }
        else
        {
            log.AdapterRemoved(provider);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var handover = Install(slot, run, slot.Config);
        Reroute();
        return CompleteAsync([handover], cancellationToken);
    }

    /// <summary>Takes the versions that have come since the providers were configured. Before <see cref="Start"/>.</summary>
    public void CatchUp()
    {
        foreach (var slot in Slots)
        {
            try
            {
                Switch(slot.Name, CancellationToken.None);
            }
            catch (ProviderConfigurationException error)
            {
                log.NotSwitched(slot.Name, error.Message);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Slots.Select(slot => slot.Run?.Session.DisconnectAsync(cancellationToken) ?? Task.CompletedTask));

    /// <summary>Why a provider cannot run as configured, with what that configuration says of symbols; null when it can.</summary>
    public string? ProblemOf(ProviderConfig config, SymbolPlan plan)
    {
        try
        {
            RequireRoom(Find(config.Name), config.Name, sessions.Agree(config).Settings, plan);
            return null;
        }
        catch (ProviderConfigurationException error)
        {
            return error.Message;
        }
    }

    /// <summary>A new run where the settings ask for one; null where the session goes on.</summary>
    private List<(ProviderSlot Slot, ProviderConfig Config, ProviderRun? Run)> Prepare(StreamingConfig config, SymbolPlan plan)
    {
        if (config.Providers.GroupBy(provider => provider.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ProviderConfigurationException($"The provider '{twice.Key}' is configured twice; expected each once.");
        var prepared = new List<(ProviderSlot, ProviderConfig, ProviderRun?)>();
        foreach (var provider in config.Providers.Where(one => runsHere?.Invoke(one.Name) ?? true))
        {
            var slot = Slots.FirstOrDefault(known => known.Name == provider.Name);
            var agreed = sessions.Agree(provider);
            RequireRoom(slot, provider.Name, agreed.Settings, plan);
            var goesOn = slot?.Run is { } running && SettingsComparison.ConnectAlike(running.Settings, agreed.Settings);
            slot ??= new ProviderSlot(provider, circuits.Make(provider), status => listener.Tell(status), clock, log);
            prepared.Add((slot, provider, goesOn ? null : sessions.Make(agreed, slot.Circuit)));
        }

        return prepared;
    }

    private static void RequireRoom(ProviderSlot? slot, string provider, ProviderSettings settings, SymbolPlan plan)
    {
        var kept = plan.KeptBy(provider).ToList();
        var wanted = slot?.CountWith(kept, settings.DataTypes) ?? kept.Count * BitOperations.PopCount((uint)settings.DataTypes);
        if (wanted > settings.MaxSubscriptions)
        {
            throw new ProviderConfigurationException(
                $"{provider}: its symbols, with what subscribers have, take {wanted} subscriptions; max_subscriptions is {settings.MaxSubscriptions}. Raise it, or list fewer.");
        }
    }

    private void Reroute()
    {
        listener.Changed(Slots, _plan);
    }

    private Handover? Install(ProviderSlot slot, ProviderRun? run, ProviderConfig config)
    {
        if (run is not null)
            listener.Installed(run);

        // What failed was another address, key or adapter.
        if (run is not null && slot.Run is not null && slot.Circuit.State.Phase == CircuitPhase.Open)
            slot.Circuit.Release();
        return slot.Install(run, config, _plan.KeptBy(slot.Name));
    }

    private Task CompleteAsync(IEnumerable<Handover?> handovers, CancellationToken cancellationToken) =>
        Task.WhenAll(handovers.OfType<Handover>().Select(handover => handover.CompleteAsync(clock, cancellationToken)));
}
