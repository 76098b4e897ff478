using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Health;

/// <summary>All that is measured of one provider. May be called from any thread.</summary>
internal sealed class SourceMeasurements
{
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly TimeProvider _clock;
    private HealthMonitorOptions _options;
    private HealthSample? _last;
    private SessionTotals _seen = SessionTotals.None;
    private SessionTotals _total = SessionTotals.None;
    private SampleHistory _history;
    private RollingSum<long> _errors;
    private RollingSum<LatencyCounts> _operations;
    private ErrorEpisode _episode;
    private Stretch _due;
    private Stretch _live;
    private UnixNanos _lastData;
    private TimeSpan? _latency;
    private long _failedOperations;

    public SourceMeasurements(string name, HealthMonitorOptions options, TimeProvider clock)
    {
        (_name, _options, _clock) = (name, options, clock);
        (_history, _errors, _operations) = Windows(options.ErrorWindow);
    }

    /// <summary>The last sample; null before the first.</summary>
    public HealthSample? Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    /// <summary>Measures by other options. Another window begins empty.</summary>
    public void Configure(HealthMonitorOptions options)
    {
        lock (_gate)
        {
            if (options.ErrorWindow != _options.ErrorWindow)
                (_history, _errors, _operations) = Windows(options.ErrorWindow);
            _options = options;
        }
    }

    /// <summary>Takes a sample in. The first is what others are compared with. True when errors reach their threshold thereby.</summary>
    public bool Sample(HealthSample sample)
    {
        lock (_gate)
        {
            var seen = SessionTotals.Of(sample.Connection);
            var added = _last is null ? seen : seen.After(_seen);
            var lost = _last is null ? 0 : added.Disconnects;
            (_last, _seen, _total) = (sample, seen, _total.Plus(added));
            _history.Add(_total);
            if (sample.Connection.LastDataTime > _lastData)
                _lastData = sample.Connection.LastDataTime;

            var now = _clock.GetUtcNow();
            var isDue = sample.IsMarketOpen && sample.Connection.Wanted > 0;
            _due.Note(isDue, now);
            _live.Note(isDue && sample.Connection.State == ProviderState.Live && IsUsable(sample), now);
            return NoteErrors(lost);
        }
    }

    /// <summary>An operation succeeded.</summary>
    public void NoteSuccess(TimeSpan latency)
    {
        var one = new LatencyRecorder();
        one.Record(latency);
        lock (_gate)
        {
            _latency = latency;
            _operations.Add(one.Snapshot());
        }
    }

    /// <summary>An operation failed. True when errors reach their threshold thereby.</summary>
    public bool NoteFailure()
    {
        lock (_gate)
        {
            _failedOperations++;
            return NoteErrors(1);
        }
    }

    /// <summary>As it is now, between samples too.</summary>
    /// <param name="recovery">Its recoveries; null when there are none.</param>
    /// <param name="fresh">How it stands now, where that is known; windows and totals stay those of the last sample.</param>
    public ProviderHealthReport Report(RecoveryStatus? recovery, HealthSample? fresh = null)
    {
        lock (_gate)
        {
            var sample = fresh ?? _last ?? HealthSample.Of(new ProviderHealthStatus { Provider = _name, State = ProviderState.Disconnected });
            var now = _clock.GetUtcNow();
            var data = sample.Connection.LastDataTime > _lastData ? sample.Connection.LastDataTime : _lastData;
            var window = _history.Window;
            var seconds = _history.Span.TotalSeconds;
            double Rate(long count) => seconds > 0 ? count / seconds : 0;
            var report = new ProviderHealthReport
            {
                Provider = _name,
                Status = HealthGrade.Unknown,
                Connection = sample.Connection,
                Circuit = sample.Circuit,
                IsShadow = sample.IsShadow,
                Epoch = sample.Epoch,
                IsMarketOpen = sample.IsMarketOpen,
                MessagesPerSecond = Rate(window.Frames),
                EventsPerSecond = Rate(window.Events),
                BytesPerSecond = Rate(window.Bytes),
                DataAge = data.IsAbsent ? null : NotNegative(now - data.ToDateTimeOffset()),
                Silence = _due.Since is { } due ? NotNegative(now - Latest(due, recovery?.EndedAt, data)) : null,
                LiveFor = _live.Since is { } since ? NotNegative(now - since) : null,
                FeedLag = Figures(window.FeedLag),
                OperationLatency = Figures(_operations.Sum()),
                Latency = _latency,
                RoundTrip = sample.Connection.RoundTrip,
                RecentErrors = (int)Math.Min(int.MaxValue, _errors.Sum()),
                Errors = _failedOperations + _total.Disconnects,
                Gaps = sample.Streams.Gaps,
                Lost = sample.Streams.Lost,
                Duplicates = sample.Streams.DuplicateTrades + sample.Streams.DuplicateQuotes,
                Reconnects = Math.Max(0, _total.Connects - 1),
                Recoveries = recovery?.Started ?? 0,
                FailedRecoveries = recovery?.Failed ?? 0,
            };
            var (grade, reasons) = HealthGrading.Of(report, _options.ChecksThresholds ? ThresholdRules.Of(report, _options.Thresholds) : []);
            return report with { Status = grade, Reasons = reasons };
        }
    }

    private static bool IsUsable(HealthSample sample) =>
        sample.Circuit.Phase == CircuitPhase.Closed || (sample.IsShadow && sample.Circuit.Phase != CircuitPhase.Isolated);

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static LatencyFigures Figures(LatencyCounts counts) => new(counts.Count, counts.Quantile(0.5), counts.Quantile(0.99), counts.Quantile(1));

    private static DateTimeOffset Latest(DateTimeOffset due, DateTimeOffset? recovered, UnixNanos data)
    {
        var latest = recovered > due ? recovered.Value : due;
        return !data.IsAbsent && data.ToDateTimeOffset() is var came && came > latest ? came : latest;
    }

    private (SampleHistory History, RollingSum<long> Errors, RollingSum<LatencyCounts> Operations) Windows(TimeSpan window) => (
        new SampleHistory(window, _clock),
        new RollingSum<long>(window, _clock, 0, static (one, other) => one + other),
        new RollingSum<LatencyCounts>(window, _clock, LatencyCounts.None, static (one, other) => one.Plus(other)));

    private bool NoteErrors(long count)
    {
        var before = _errors.Sum();
        _errors.Add(count);
        return _episode.Begins(before, before + count, _options.ErrorThreshold);
    }
}
