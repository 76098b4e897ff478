namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>A route's <see cref="Guarding.Access"/>, as its metadata.</summary>
internal sealed record RouteAccess(Access Access);
