using QuantTradeAI.Streaming.Feeds;

namespace QuantTradeAI.Streaming.Subscribers;

internal sealed partial class SubscriberQueue
{
    /// <summary>How it is doing; a quote that was replaced and whose successor was dropped counts as conflated and as dropped.</summary>
    public SubscriptionStatistics Statistics
    {
        get
        {
            lock (_gate)
                return new SubscriptionStatistics(_delivered, Count + _first.Count + _losses.Count(one => one.Any), _dropped, _conflated, _gaps, 0);
        }
    }
}
