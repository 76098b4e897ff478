using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>A session's log lines. What a feed can repeat without end is sampled: one line per kind in ten seconds.</summary>
internal sealed partial class SessionLog(ILogger logger, TimeProvider clock, string provider)
{
    private const int SampleLength = 200;
    private const int MaxKinds = 100;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _sampled = new(StringComparer.Ordinal);

    public void Connected(string endpoint, TimeSpan took) => Connected(provider, endpoint, took.TotalMilliseconds);

    public void Lost(string reason, string message, TimeSpan retryIn) => Lost(provider, reason, retryIn.TotalSeconds, message);

    public void Rotating(string reason) => Rotating(provider, reason);

    public void Stale(string symbol) => Stale(provider, symbol);

    public void Refused(string message) => Sample("refused", () => Refused(provider, message));

    public void Rejected(string kind, long count, ReadOnlySpan<byte> frame)
    {
        if (!Due(kind) || !logger.IsEnabled(LogLevel.Warning))
            return;
        var cut = frame[..Math.Min(frame.Length, SampleLength)];
        Rejected(provider, kind, count, Encoding.UTF8.GetString(cut).ReplaceLineEndings(" "));
    }

    private void Sample(string kind, Action write)
    {
        if (Due(kind))
            write();
    }

    private bool Due(string kind)
    {
        var now = clock.GetTimestamp();
        if (_sampled.Count >= MaxKinds && !_sampled.ContainsKey(kind))
            kind = "other";
        if (_sampled.TryGetValue(kind, out var last) && clock.GetElapsedTime(last, now) < SampleEvery)
            return false;
        _sampled[kind] = now;
        return true;
    }

    [LoggerMessage(2001, LogLevel.Information, "{Provider}: connected to {Endpoint} in {Milliseconds:0} ms")]
    private partial void Connected(string provider, string endpoint, double milliseconds);

    [LoggerMessage(2002, LogLevel.Warning, "{Provider}: {Reason}; next attempt in {Seconds:0.0} s. {Message}")]
    private partial void Lost(string provider, string reason, double seconds, string message);

    [LoggerMessage(2003, LogLevel.Information, "{Provider}: replacing a connection: {Reason}")]
    private partial void Rotating(string provider, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "{Provider}: {Symbol} is silent for much longer than usual")]
    private partial void Stale(string provider, string symbol);

    [LoggerMessage(2005, LogLevel.Warning, "{Provider}: the venue refused: {VenueMessage}")]
    private partial void Refused(string provider, string venueMessage);

    [LoggerMessage(2006, LogLevel.Warning, "{Provider}: rejected ({Kind}, {Count} so far): {Frame}")]
    private partial void Rejected(string provider, string kind, long count, string frame);
}
