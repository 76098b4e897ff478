using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// Measures providers: rates, latencies, errors, freshness, gaps. It decides nothing, apart from grading what it measured against thresholds.
/// It is fed with <see cref="Sample"/> at a steady pace, and answers between samples with what is true then. All members may be called from any
/// thread.
/// </summary>
public class StreamingHealthMonitor
{
    private readonly ConcurrentDictionary<string, SourceMeasurements> _sources = new(StringComparer.Ordinal);
    private volatile HealthMonitorOptions _options;

    /// <param name="options">Thresholds and windows; the defaults when null.</param>
    /// <param name="clock">Every time here; the system's when null.</param>
    /// <param name="recovery">Whose recoveries reports tell of.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of its range.</exception>
    public StreamingHealthMonitor(HealthMonitorOptions? options = null, TimeProvider? clock = null, RecoveryManager? recovery = null)
    {
        _options = (options ?? new HealthMonitorOptions()).Checked();
        Clock = clock ?? TimeProvider.System;
        Recovery = recovery;
    }

    /// <summary>What it measures by.</summary>
    public HealthMonitorOptions Options => _options;

    /// <summary>Every time here.</summary>
    private protected TimeProvider Clock { get; }

    /// <summary>Whose recoveries reports tell of.</summary>
    private protected RecoveryManager? Recovery { get; init; }

    /// <summary>Measures by other options from now on. Another window begins empty; circuits stay as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of its range.</exception>
    public virtual void Configure(HealthMonitorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked();
        foreach (var source in _sources.Values)
            source.Configure(options);
    }

    /// <summary>
    /// Takes in what a provider has counted until now. The first sample of a provider is what later ones are compared with; counters that are
    /// lower than the last time are taken for those of a new session, so samples of one provider must come in the order in which they were taken.
    /// </summary>
    /// <returns>What is known of it thereby.</returns>
    public ProviderHealthReport Sample(HealthSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        OnSampled(sample.Connection.Provider);
        return Take(sample);
    }

    /// <summary>What is known of a provider now.</summary>
    /// <exception cref="ArgumentException">It was never sampled nor registered.</exception>
    public virtual ProviderHealthReport GetStatus(string name) => Report(name, Source(name));

    /// <summary>What is known now of each provider, by name.</summary>
    public ImmutableArray<ProviderHealthReport> GetReport() =>
        [.. _sources.Keys.Order(StringComparer.Ordinal).Select(TryGetStatus).OfType<ProviderHealthReport>()];

    /// <summary>Forgets a provider. False when it was not known.</summary>
    public virtual bool Remove(string name) => _sources.TryRemove(name, out _);

    /// <summary>Errors of a provider have reached their threshold.</summary>
    private protected virtual void OnErrorEpisode(string name)
    {
    }

    /// <summary>Somebody samples this provider.</summary>
    private protected virtual void OnSampled(string name)
    {
    }

    private protected ProviderHealthReport Take(HealthSample sample)
    {
        var name = sample.Connection.Provider;
        var source = _sources.GetOrAdd(name, static (name, self) => new SourceMeasurements(name, self._options, self.Clock), this);
        if (source.Sample(sample))
            OnErrorEpisode(name);
        return Report(name, source);
    }

    /// <summary>What is known of a provider that stands so now, without sampling it.</summary>
    private protected ProviderHealthReport View(HealthSample fresh) => Source(fresh.Connection.Provider).Report(Recovery?.StatusOf(fresh.Connection.Provider), fresh);

    private protected HealthSample? LastSample(string name) => _sources.GetValueOrDefault(name)?.Last;

    private protected void NoteSuccess(string name, TimeSpan latency) => _sources.GetValueOrDefault(name)?.NoteSuccess(latency);

    private protected void NoteFailure(string name)
    {
        if (_sources.TryGetValue(name, out var source) && source.NoteFailure())
            OnErrorEpisode(name);
    }

    private ProviderHealthReport Report(string name, SourceMeasurements source) => source.Report(Recovery?.StatusOf(name));

    private SourceMeasurements Source(string name) => _sources.TryGetValue(name, out var source)
        ? source
        : throw new ArgumentException(
            $"Provider '{name}' is not known to this monitor; register it first. Known are: {(_sources.IsEmpty ? "none" : string.Join(", ", _sources.Keys.Order(StringComparer.Ordinal)))}.",
            nameof(name));

    /// <summary>Null for one that was removed meanwhile.</summary>
    internal ProviderHealthReport? TryGetStatus(string name)
    {
        try
        {
            return GetStatus(name);
        }
        catch (ArgumentException) when (!_sources.ContainsKey(name))
        {
            return null;
        }
    }
}
