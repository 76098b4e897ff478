namespace QuantTradeAI.Streaming.Simulator;

/// <summary>How fast a recording is played.</summary>
public sealed record PlaybackPace
{
    private PlaybackPace(double speed) => Speed = speed;

    /// <summary>As recorded.</summary>
    public static PlaybackPace Recorded { get; } = new(1);

    /// <summary>As fast as the slowest client reads.</summary>
    public static PlaybackPace Max { get; } = new(double.PositiveInfinity);

    /// <summary>How many times as fast as recorded; infinity for <see cref="Max"/>.</summary>
    public double Speed { get; }

    /// <summary><paramref name="speed"/> times as fast as recorded; more than 0.</summary>
    public static PlaybackPace Factor(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        return new PlaybackPace(speed);
    }
}
