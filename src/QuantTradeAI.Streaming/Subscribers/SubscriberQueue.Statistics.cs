using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

internal sealed partial class SubscriberQueue
{
    /// <summary>How it is doing; a quote that was replaced and whose successor was dropped counts as conflated and as dropped.</summary>
    public SubscriptionStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new SubscriptionStatistics(_delivered, Count + (_first?.Count ?? 0) + (_losses?.Count(one => one.Any) ?? 0), _dropped, _conflated, _gaps.Total, 0)
                {
                    GapsByReason = _gaps,
                    Age = Count == 0 ? TimeSpan.Zero : AgeOf(_ring[_head & (_ring.Length - 1)].HeaderRef.PublishTime),
                };
            }
        }
    }

    /// <summary>How long an event has waited that was published then; zero when that is not known.</summary>
    public TimeSpan AgeOf(UnixNanos published)
    {
        var age = published.IsAbsent ? TimeSpan.Zero : UnixNanos.Now(_clock) - published;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
