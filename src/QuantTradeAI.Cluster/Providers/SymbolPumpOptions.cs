namespace QuantTradeAI.Cluster.Providers;

/// <summary>Limits of a <see cref="SymbolPump"/>.</summary>
internal sealed record SymbolPumpOptions
{
    /// <summary>What <see cref="LaneCapacity"/> is unless set.</summary>
    public const int DefaultLaneCapacity = 8_192;

    /// <summary>What <see cref="MaxWaiting"/> is unless set: some 30 MB of trades and quotes.</summary>
    public const int DefaultMaxWaiting = 262_144;

    /// <summary>What <see cref="MaxBatch"/> is unless set.</summary>
    public const int DefaultMaxBatch = 512;

    /// <summary>The least that <see cref="MaxBatch"/> may be: all that a lane tells of its losses fits into one batch.</summary>
    public const int LeastBatch = 16;

    /// <summary>While <see cref="MaxWaiting"/> is reached, a lane that has so many events loses one for each that comes; one with fewer still grows.</summary>
    public const int CrowdedShare = 64;

    /// <summary>What <see cref="SendTimeout"/> is unless set.</summary>
    public static readonly TimeSpan DefaultSendTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Most events that wait for one symbol, those under way aside; 1 or more.</summary>
    public int LaneCapacity { get; init => field = value >= 1 ? value : throw Below(nameof(LaneCapacity), value, 1); } = DefaultLaneCapacity;

    /// <summary>Most events that wait for all symbols together, apart from <see cref="CrowdedShare"/> for each; 1 or more.</summary>
    public int MaxWaiting { get; init => field = value >= 1 ? value : throw Below(nameof(MaxWaiting), value, 1); } = DefaultMaxWaiting;

    /// <summary>Most events in one batch; <see cref="LeastBatch"/> or more.</summary>
    public int MaxBatch { get; init => field = value >= LeastBatch ? value : throw Below(nameof(MaxBatch), value, LeastBatch); } = DefaultMaxBatch;

    /// <summary>A call that takes longer has failed; above zero.</summary>
    public TimeSpan SendTimeout
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SendTimeout), value, "Expected a time above zero.");
    }
        = DefaultSendTimeout;

    private static ArgumentOutOfRangeException Below(string name, int value, int least) => new(name, value, $"Expected {least} or more.");
}
