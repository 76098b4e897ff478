using QuantTradeAI.Cluster.Client.Streams;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>One kind of a followed stream: this process's subscription to it.</summary>
internal sealed class FollowedKind(DataTypes kind, SilenceWatch silence, KindIntake intake)
{
    public DataTypes Kind => kind;

    public SilenceWatch Silence => silence;

    public KindIntake Intake => intake;

    /// <summary>Null while there is none.</summary>
    public IStreamHandle? Handle { get; set; }

    /// <summary>Whether an attempt to subscribe or a subscription may be left over in the cluster.</summary>
    public bool MayBeLeftOver { get; set; }
}
