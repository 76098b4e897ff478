using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster.streams</c>: what carries events from symbol grains to clients.</summary>
public sealed record ClusterStreamsConfig
{
    /// <summary>Acknowledged batches from silos straight to clients.</summary>
    public const string PushProvider = "push";

    /// <summary>Queues in the memory of silos, which are polled.</summary>
    public const string MemoryProvider = "memory";

    /// <summary>Queues of an Azure storage account, which are polled.</summary>
    public const string AzureQueueProvider = "azure_queue";

    /// <summary><see cref="Partitions"/> unless told otherwise.</summary>
    public const int DefaultPartitions = 4;

    /// <summary>Largest <see cref="Partitions"/>.</summary>
    public const int MaxPartitions = 1024;

    /// <summary><see cref="BatchSize"/> unless told otherwise.</summary>
    public const int DefaultBatchSize = 100;

    /// <summary>Largest <see cref="BatchSize"/>.</summary>
    public const int MaxBatchSize = 10_000;

    /// <summary><see cref="PollPeriod"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultPollPeriod = TimeSpan.FromMilliseconds(1);

    /// <summary><see cref="CacheLeast"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultCacheLeast = TimeSpan.FromSeconds(5);

    /// <summary><see cref="CacheMost"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultCacheMost = TimeSpan.FromSeconds(10);

    /// <summary><c>provider</c>: <c>push</c>, <c>memory</c> or <c>azure_queue</c>; the same on every silo and client.</summary>
    public string Provider { get; init; } = PushProvider;

    /// <summary><c>connection</c>: the connection string; there when <see cref="Provider"/> is <see cref="AzureQueueProvider"/>.</summary>
    public Secret? Connection { get; init; }

    /// <summary><c>poll_period_ms</c>: how often each queue is looked into; an event waits half of it on average.</summary>
    public TimeSpan PollPeriod { get; init; } = DefaultPollPeriod;

    /// <summary><c>partitions</c>: queues, each read by one silo; from 1 to <see cref="MaxPartitions"/>. The same on every silo and client.</summary>
    public int Partitions { get; init; } = DefaultPartitions;

    /// <summary><c>batch_size</c>: stream items that one delivery may carry; from 1 to <see cref="MaxBatchSize"/>.</summary>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary><c>cache_least</c>: how long an item is held at least for subscribers that are behind.</summary>
    public TimeSpan CacheLeast { get; init; } = DefaultCacheLeast;

    /// <summary><c>cache_most</c>: how much older than the newest an item may be until it is let go; at least <see cref="CacheLeast"/>.</summary>
    public TimeSpan CacheMost { get; init; } = DefaultCacheMost;
}
