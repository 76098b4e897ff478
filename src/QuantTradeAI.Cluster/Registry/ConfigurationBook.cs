using System.Collections.Immutable;
using QuantTradeAI.Cluster.Configuration;

namespace QuantTradeAI.Cluster.Registry;

/// <summary>Which configuration the cluster follows, and which ones it has left behind. Immutable: a step gives the next one.</summary>
/// <param name="Current">The one of now; version 0 before the first.</param>
/// <param name="History">Hashes of those of before, the newest last; never that of now.</param>
internal sealed record ConfigurationBook(ClusterConfiguration Current, ImmutableArray<string> History)
{
    /// <summary>How many of those of before are remembered.</summary>
    public const int MaxHistory = 64;

    /// <summary>What the one of now says, as <see cref="ConfigurationHash"/> has it; empty before the first.</summary>
    public string Hash { get; } = Current.Version == 0 ? "" : ConfigurationHash.Of(Current.Main, Current.Files);

    /// <summary>Nothing was offered yet.</summary>
    public static readonly ConfigurationBook Empty = new(new ClusterConfiguration(0, "", []), []);

    /// <summary>
    /// The highest version that a silo was seen to follow: it may be higher than that of now where storage failed before a registry that is no
    /// more. No version is given twice.
    /// </summary>
    public long Seen { get; init; }

    /// <summary>A silo follows this version.</summary>
    public ConfigurationBook WithSeen(long version) => version > Seen ? this with { Seen = version } : this;

    /// <summary>What the cluster follows after an offer.</summary>
    /// <exception cref="ArgumentException">It is no configuration, or larger than <see cref="ConfigurationLimits"/> say.</exception>
    public (ConfigurationVerdict Verdict, ConfigurationBook Next) Offer(ConfigurationOffer offer)
    {
        if (ConfigurationLimits.Judge(offer.Main, offer.Files.IsDefault ? [] : offer.Files) is { } problem)
            throw new ArgumentException($"{offer.Silo}: {problem}.");
        var hash = ConfigurationHash.Of(offer.Main, offer.Files);
        if (hash == Hash)
            return (ConfigurationVerdict.Unchanged, this);
        if (!offer.IsChange && History.Contains(hash))
            return (ConfigurationVerdict.Outdated, this);
        var history = History.Remove(hash);
        if (Current.Version > 0)
            history = history.Add(Hash);
        var next = new ClusterConfiguration(Math.Max(Current.Version, Seen) + 1, offer.Main, offer.Files);
        return (ConfigurationVerdict.Taken, new ConfigurationBook(next, [.. history.TakeLast(MaxHistory)]) { Seen = Seen });
    }
}
