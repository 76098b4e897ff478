namespace QuantTradeAI.Streaming.Configuration;

/// <summary>
/// <c>cluster.membership</c>: how soon a silo that is silent counts as dead. Each silo probes others; a probe waits for its answer from half of
/// <see cref="ProbeTimeout"/> to <see cref="MaxProbeTimeout"/>, by how fast answers were, and the next one follows after as long. A silo whose
/// connection broke counts as dead after <see cref="MissedProbes"/> probes; one that is only silent, not before it was so for
/// <see cref="SilenceLimit"/>.
/// </summary>
public sealed record MembershipConfig
{
    /// <summary><see cref="MissedProbes"/> unless told otherwise.</summary>
    public const int DefaultMissedProbes = 3;

    /// <summary>Largest <see cref="MissedProbes"/>.</summary>
    public const int MaxMissedProbes = 100;

    /// <summary><see cref="Votes"/> unless told otherwise.</summary>
    public const int DefaultVotes = 2;

    /// <summary><see cref="ProbedSilos"/> unless told otherwise.</summary>
    public const int DefaultProbedSilos = 10;

    /// <summary>Largest <see cref="ProbedSilos"/> and <see cref="Votes"/>.</summary>
    public const int MaxProbedSilos = 1000;

    /// <summary><see cref="ProbeTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary><see cref="MaxProbeTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultMaxProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary><see cref="AliveInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultAliveInterval = TimeSpan.FromSeconds(5);

    /// <summary><see cref="RefreshInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultRefreshInterval = TimeSpan.FromSeconds(10);

    /// <summary><c>probe_timeout_ms</c>: how long the first probes wait for their answers; later ones wait half as long where answers are fast.</summary>
    public TimeSpan ProbeTimeout { get; init; } = DefaultProbeTimeout;

    /// <summary><c>max_probe_timeout_ms</c>: how long a probe waits at most; at least <see cref="ProbeTimeout"/>.</summary>
    public TimeSpan MaxProbeTimeout { get; init; } = DefaultMaxProbeTimeout;

    /// <summary><c>missed_probes</c>: probes in a row without an answer that make a silo suspect; from 1 to <see cref="MaxMissedProbes"/>.</summary>
    public int MissedProbes { get; init; } = DefaultMissedProbes;

    /// <summary><c>votes</c>: silos that must suspect a silo until it counts as dead, or half of the others where they are fewer; at most <see cref="ProbedSilos"/>.</summary>
    public int Votes { get; init; } = DefaultVotes;

    /// <summary><c>probed_silos</c>: how many silos each one probes; from 1 to <see cref="MaxProbedSilos"/>.</summary>
    public int ProbedSilos { get; init; } = DefaultProbedSilos;

    /// <summary>
    /// <c>alive_interval</c>: how often a silo writes down that it is alive. One that has not for three times as long is no reason for a silo
    /// that starts to wait for it.
    /// </summary>
    public TimeSpan AliveInterval { get; init; } = DefaultAliveInterval;

    /// <summary><c>refresh_interval</c>: how often the list of silos is read anew, besides being told of changes.</summary>
    public TimeSpan RefreshInterval { get; init; } = DefaultRefreshInterval;

    /// <summary>How long a silo with an open connection may be silent without counting as dead.</summary>
    public TimeSpan SilenceLimit => MaxProbeTimeout * MissedProbes;
}
