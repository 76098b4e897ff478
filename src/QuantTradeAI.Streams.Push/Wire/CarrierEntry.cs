namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What a silo that carries a grain's subscription has to know.</summary>
/// <param name="IsCarrier">Whether it still is the one that does.</param>
/// <param name="Agent">Whom to show that it lives.</param>
[GenerateSerializer, Immutable, Alias("push.CarrierEntry")]
internal sealed record CarrierEntry([property: Id(0)] bool IsCarrier, [property: Id(1)] AgentAddress Agent);
