namespace QuantTradeAI.Cluster.Client;

/// <summary>How a <see cref="ClusterMarketDataFeed"/> keeps its streams.</summary>
public sealed record ClusterFeedOptions
{
    /// <summary>What <see cref="LeaseDuration"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLeaseDuration = TimeSpan.FromSeconds(300);

    /// <summary>What <see cref="RenewEvery"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultRenewEvery = TimeSpan.FromSeconds(150);

    /// <summary>What <see cref="SilentAfter"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultSilentAfter = TimeSpan.FromSeconds(2);

    /// <summary>What <see cref="LookAtLeastEvery"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLookAtLeastEvery = TimeSpan.FromSeconds(10);

    /// <summary>What <see cref="Grace"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(2);

    /// <summary>What <see cref="CallDeadline"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultCallDeadline = TimeSpan.FromSeconds(5);

    /// <summary>What <see cref="LostAfter"/> is unless told otherwise.</summary>
    public static readonly TimeSpan DefaultLostAfter = TimeSpan.FromSeconds(10);

    /// <summary>This process among all that subscribe; made up when empty.</summary>
    public string Subscriber { get; init; } = "";

    /// <summary>How long the cluster publishes a stream after it was asked for last; up to <see cref="StreamLease.MaxDuration"/>.</summary>
    public TimeSpan LeaseDuration { get; init; } = DefaultLeaseDuration;

    /// <summary>How often it is asked again, up to a quarter sooner, by the stream's name; at most half of <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewEvery { get; init; } = DefaultRenewEvery;

    /// <summary>A stream that brings nothing for this long, or for twice its usual pause where that is longer, is compared with what was published; above zero.</summary>
    public TimeSpan SilentAfter { get; init; } = DefaultSilentAfter;

    /// <summary>The longest pause between two looks at a stream that stays silent; at least <see cref="SilentAfter"/>.</summary>
    public TimeSpan LookAtLeastEvery { get; init; } = DefaultLookAtLeastEvery;

    /// <summary>How long after the last arrival a published number counts as on its way, then it is announced as missing; above zero.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>How long one call to the cluster may take; above zero.</summary>
    public TimeSpan CallDeadline { get; init; } = DefaultCallDeadline;

    /// <summary>Where the cluster does not answer for this long and nothing comes, subscribers are told that they are disconnected; above zero.</summary>
    public TimeSpan LostAfter { get; init; } = DefaultLostAfter;

    /// <exception cref="ArgumentException">The message names the wrong property.</exception>
    internal void Validate()
    {
        Positive(LeaseDuration, nameof(LeaseDuration));
        Positive(RenewEvery, nameof(RenewEvery));
        Positive(SilentAfter, nameof(SilentAfter));
        Positive(Grace, nameof(Grace));
        Positive(CallDeadline, nameof(CallDeadline));
        Positive(LostAfter, nameof(LostAfter));
        if (LeaseDuration > StreamLease.MaxDuration)
            throw Wrong(nameof(LeaseDuration), LeaseDuration, $"at most {StreamLease.MaxDuration}");
        if (RenewEvery * 2 > LeaseDuration)
            throw Wrong(nameof(RenewEvery), RenewEvery, $"at most half of {nameof(LeaseDuration)}, which is {LeaseDuration}");
        if (LookAtLeastEvery < SilentAfter)
            throw Wrong(nameof(LookAtLeastEvery), LookAtLeastEvery, $"at least {nameof(SilentAfter)}, which is {SilentAfter}");
    }

    private static void Positive(TimeSpan value, string property)
    {
        if (value <= TimeSpan.Zero)
            throw Wrong(property, value, "more than zero");
    }

    private static ArgumentException Wrong(string property, TimeSpan value, string expected) =>
        new($"{property} is {value}; expected {expected}.", nameof(ClusterFeedOptions));
}
