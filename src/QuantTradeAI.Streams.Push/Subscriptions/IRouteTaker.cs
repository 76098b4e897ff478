using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>The producers of this process, for whoever knows about subscribers.</summary>
internal interface IRouteTaker
{
    /// <summary>Who gets a stream has changed. False when this process has no such version, or does not publish to it: the caller tells all again, or nothing more.</summary>
    bool Change(RouteChange change);
}
