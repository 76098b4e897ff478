using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Watches one connection's deadlines: readiness, silence, age.</summary>
internal sealed class ConnectionWatch(ConnectionRules rules, TimeProvider clock)
{
    /// <summary>A connection is replaced when so much of its allowed age is left, at most; a tenth of that age when it is less.</summary>
    private static readonly TimeSpan RotationMargin = TimeSpan.FromMinutes(10);

    private readonly IdleWatch _idle = new(clock, rules.DataIdleTimeout);
    private readonly long _openedAt = clock.GetTimestamp();

    /// <summary>Whether it is near the age at which the venue ends it.</summary>
    public bool IsAged => AgeLeft <= TimeSpan.Zero;

    private TimeSpan AgeLeft
    {
        get
        {
            var age = rules.MaxConnectionAge;
            if (age == Timeout.InfiniteTimeSpan)
                return TimeSpan.MaxValue;
            var margin = RotationMargin < age / 10 ? RotationMargin : age / 10;
            return age - margin - clock.GetElapsedTime(_openedAt);
        }
    }

    /// <summary>Why the connection must end; null when all is well.</summary>
    /// <param name="dataFrames">A counter that grows with application data.</param>
    /// <param name="silenceIsNormal">Whether nothing can be expected to come now.</param>
    /// <param name="isReady">Whether the venue takes subscriptions.</param>
    public ConnectionEnd? FindEnd(long dataFrames, bool silenceIsNormal, bool isReady)
    {
        if (!isReady && clock.GetElapsedTime(_openedAt) >= rules.AcknowledgementTimeout)
            return new ConnectionEnd("not_ready", $"The venue was not ready within {rules.AcknowledgementTimeout.TotalSeconds:0.#} s.");
        if (silenceIsNormal)
            _idle.Restart();
        return _idle.IsIdle(dataFrames)
            ? new ConnectionEnd("data_idle", $"No data for {rules.DataIdleTimeout.TotalSeconds:0.#} s.")
            : null;
    }

    /// <summary>How long until one of the deadlines can have passed, or <paramref name="ledgerExpiry"/>.</summary>
    public TimeSpan NextCheck(TimeSpan ledgerExpiry, bool isReady)
    {
        var next = TimeSpan.FromHours(1);
        var readiness = isReady ? Timeout.InfiniteTimeSpan : rules.AcknowledgementTimeout - clock.GetElapsedTime(_openedAt);
        var age = IsAged ? Timeout.InfiniteTimeSpan : AgeLeft;
        foreach (var candidate in (ReadOnlySpan<TimeSpan>)[_idle.CheckEvery, ledgerExpiry, age, readiness])
        {
            if (candidate != Timeout.InfiniteTimeSpan && candidate < next)
                next = candidate;
        }

        return next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1);
    }
}
