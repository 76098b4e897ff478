namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>What a caller needs.</summary>
/// <param name="Tokens">One of these; nothing when there is none.</param>
/// <param name="MustBeLocal">
/// Whether the header Host must name this machine: only its users may call, and a web page that made a name of its own point here
/// (DNS rebinding) is none of them.
/// </param>
internal sealed record AccessRule(BearerTokens Tokens, bool MustBeLocal);
