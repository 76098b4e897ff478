namespace QuantTradeAI.Streaming.Recovery;

/// <summary>How a <see cref="RecoveryManager"/> tries.</summary>
public sealed record RecoveryOptions
{
    /// <summary><see cref="Deadline"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Shortest and longest <see cref="Deadline"/>.</summary>
    public static readonly TimeSpan MinDeadline = TimeSpan.FromMilliseconds(10), MaxDeadline = TimeSpan.FromDays(1);

    /// <summary><see cref="Retries"/> unless told otherwise.</summary>
    public const int DefaultRetries = 2;

    /// <summary>Largest <see cref="Retries"/>.</summary>
    public const int MaxRetries = 100;

    /// <summary><see cref="FirstPause"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultFirstPause = TimeSpan.FromSeconds(1);

    /// <summary><see cref="LongestPause"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLongestPause = TimeSpan.FromSeconds(10);

    /// <summary>How long one recovery may take, its retries and their pauses among it.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>How often a callback that threw is called again within one recovery; from 0 to <see cref="MaxRetries"/>.</summary>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>About how long the first pause before a retry is, at random; each further one is about twice as long. Zero to a day.</summary>
    public TimeSpan FirstPause { get; init; } = DefaultFirstPause;

    /// <summary>No pause is longer; up to a day.</summary>
    public TimeSpan LongestPause { get; init; } = DefaultLongestPause;

    /// <exception cref="ArgumentOutOfRangeException">Names the property that is out of its range.</exception>
    internal RecoveryOptions Checked()
    {
        if (Deadline < MinDeadline || Deadline > MaxDeadline)
            throw new ArgumentOutOfRangeException(nameof(Deadline), Deadline, $"Deadline is {Deadline}; expected {MinDeadline} to {MaxDeadline}.");
        if (Retries is < 0 or > MaxRetries)
            throw new ArgumentOutOfRangeException(nameof(Retries), Retries, $"Retries is {Retries}; expected 0 to {MaxRetries}.");
        if (FirstPause < TimeSpan.Zero || FirstPause > MaxDeadline)
            throw new ArgumentOutOfRangeException(nameof(FirstPause), FirstPause, $"FirstPause is {FirstPause}; expected zero to {MaxDeadline}.");
        if (LongestPause < FirstPause || LongestPause > MaxDeadline)
            throw new ArgumentOutOfRangeException(nameof(LongestPause), LongestPause, $"LongestPause is {LongestPause}; expected {FirstPause}, as FirstPause, to {MaxDeadline}.");
        return this;
    }
}
