namespace QuantTradeAI.Streams.Push;

/// <summary>Options of a provider of push streams. Silos and clients should say the same.</summary>
public sealed class PushStreamOptions
{
    private readonly Dictionary<string, PushStreamSettings> _namespaces = new(StringComparer.Ordinal);

    /// <summary>For all streams whose namespace has no settings of its own.</summary>
    public PushStreamSettings Defaults { get; } = new();

    /// <summary>Settings by namespace.</summary>
    public IReadOnlyDictionary<string, PushStreamSettings> Namespaces => _namespaces;

    /// <summary>How many frames are under way to one process at once, not acknowledged yet; 1 to 64. Default 2. What is published meanwhile goes together in the next one.</summary>
    public int Window { get; set; } = 2;

    /// <summary>Most bytes in a frame, if it holds more than one item; 1 KiB to 64 MiB. Default 256 KiB.</summary>
    public int MaxFrameBytes { get; set; } = 256 * 1024;

    /// <summary>After what time a frame without an answer is sent again; more than zero. Default 5 s.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a process that gives no sign of life keeps its subscriptions; at least three times <see cref="Heartbeat"/>. Default 15 s.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a process shows that it lives, and asks whether its subscriptions still stand; more than zero. Default 1 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The grain storage of grains' subscriptions. Default <c>PubSubStore</c>, as for Orleans' own streams.</summary>
    public string Storage { get; set; } = "PubSubStore";

    /// <summary>Gives the streams of a namespace settings of their own.</summary>
    public PushStreamOptions ForNamespace(string streamNamespace, Action<PushStreamSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(streamNamespace);
        ArgumentNullException.ThrowIfNull(configure);
        var settings = new PushStreamSettings { Capacity = Defaults.Capacity, Policy = Defaults.Policy, Patience = Defaults.Patience, Key = Defaults.Key };
        configure(settings);
        _namespaces[streamNamespace] = settings;
        return this;
    }

    /// <summary>The settings of a stream.</summary>
    public PushStreamSettings Of(StreamId stream) =>
        _namespaces.Count > 0 && stream.GetNamespace() is { } name && _namespaces.TryGetValue(name, out var settings) ? settings : Defaults;
}
