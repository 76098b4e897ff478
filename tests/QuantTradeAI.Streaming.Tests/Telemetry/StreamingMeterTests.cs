using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Telemetry;
using QuantTradeAI.Streaming.Telemetry.Exposition;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Tests.Telemetry;

public sealed class StreamingMeterTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(FullStatus.Now);
    private readonly FakeOperations _operations = new();
    private readonly StreamingMeter _meter;
    private readonly MeterListener _listener = new();
    private readonly List<(Instrument Instrument, string Labels, double Value)> _measured = [];

    public StreamingMeterTests()
    {
        // Another test's meter has the same name; only this one's instruments are listened to.
        var before = new HashSet<Instrument>();
        using (var others = new MeterListener { InstrumentPublished = (instrument, _) => before.Add(instrument) })
            others.Start();
        _meter = new StreamingMeter(_operations, _clock, hasSymbolLabels: true);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StreamingMeter.Name && !before.Contains(instrument))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _measured.Add((instrument, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")), value)));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Collection_TakesOneStatusForAllInstruments()
    {
        _listener.RecordObservableInstruments();
        Assert.Equal(1, _operations.Asked);
        Assert.True(_measured.Select(one => one.Instrument).Distinct().Count() > 50);

        _listener.RecordObservableInstruments();
        Assert.Equal(2, _operations.Asked);
    }

    [Fact]
    public void Collection_OfAnotherReaderMuchLater_IsNotOfAnOldStatus()
    {
        var collected = new CollectedMoment(_operations, _clock);
        collected.For("first");
        _operations.Status = _operations.Status with { Phase = Streaming.Gateway.GatewayPhase.Stopping };
        Assert.Equal(Streaming.Gateway.GatewayPhase.Running, collected.For("second")!.Status.Phase);

        _clock.Advance(CollectedMoment.MaxAge + TimeSpan.FromMilliseconds(1));

        Assert.Equal(Streaming.Gateway.GatewayPhase.Stopping, collected.For("third")!.Status.Phase);
    }

    [Fact]
    public void Collection_WithoutAStatus_HasNoNumbersAndDoesNotFail()
    {
        _operations.OnStatus = _ => throw new InvalidOperationException("gone");

        _listener.RecordObservableInstruments();

        Assert.Empty(_measured);
    }

    /// <summary>Both ways to export tell the same: the page, and OpenTelemetry's exporter, whose rules of names are written down here.</summary>
    [Fact]
    public void Instruments_NamedByOpenTelemetry_AreThePage()
    {
        _listener.RecordObservableInstruments();
        var text = System.Text.Encoding.UTF8.GetString(new MetricsPage(_clock, hasSymbolLabels: true).Write(_operations.Status, ExpositionFormat.Prometheus));
        var told = Exposition.Parse(text, isOpenMetrics: false).Samples
            .Where(sample => !sample.Name.StartsWith("dotnet_", StringComparison.Ordinal) && !sample.Name.StartsWith("process_", StringComparison.Ordinal))
            .Select(sample => $"{sample.Name}{{{string.Join(',', sample.Labels.Select(label => $"{label.Key}={label.Value}"))}}} {sample.Value}")
            .Order(StringComparer.Ordinal);

        var measured = _measured
            .Where(one => !one.Instrument.Name.StartsWith("process.", StringComparison.Ordinal))
            .Select(one => $"{OpenTelemetryName(one.Instrument)}{{{one.Labels}}} {one.Value}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(told, measured);
    }

    private static string OpenTelemetryName(Instrument instrument)
    {
        var name = Regex.Replace(Regex.Replace(instrument.Name, "[^a-zA-Z0-9:]", "_"), "_+", "_");
        var unit = Regex.Replace(instrument.Unit ?? "", @"\{[^}]*\}", "") switch
        {
            "s" => "seconds",
            "By" => "bytes",
            var other => other,
        };
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal))
            name += $"_{unit}";
        return instrument is ObservableCounter<double> && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }
}
