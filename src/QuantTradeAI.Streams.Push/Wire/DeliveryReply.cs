namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What became of a frame; what is not named was taken.</summary>
/// <param name="Pending">Channels whose subscribers have no room now: an <see cref="Acknowledgement"/> follows.</param>
/// <param name="Unknown">Channels that this process does not have any more.</param>
[GenerateSerializer, Immutable, Alias("push.DeliveryReply")]
internal sealed record DeliveryReply([property: Id(0)] int[]? Pending, [property: Id(1)] int[]? Unknown)
{
    public static DeliveryReply Taken { get; } = new(null, null);
}
