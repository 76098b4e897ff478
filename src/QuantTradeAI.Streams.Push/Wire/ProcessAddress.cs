namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>One silo or client process, for as long as it runs.</summary>
/// <param name="Id">Another one for each start.</param>
/// <param name="Name">For logs.</param>
/// <param name="Receiver">Takes what is published to it.</param>
/// <param name="Sender">Takes what its producers have to know.</param>
[GenerateSerializer, Immutable, Alias("push.ProcessAddress")]
internal sealed record ProcessAddress(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Name,
    [property: Id(2)] IPushReceiver Receiver,
    [property: Id(3)] IPushSender Sender);
