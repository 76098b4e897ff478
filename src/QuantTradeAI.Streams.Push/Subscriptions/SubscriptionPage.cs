namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Some of the subscriptions of grains to one stream, as they are stored: <c>id grain</c>.</summary>
[GenerateSerializer, Alias("push.SubscriptionPage")]
internal sealed class SubscriptionPage
{
    [Id(0)]
    public List<string> Subscriptions { get; set; } = [];
}
