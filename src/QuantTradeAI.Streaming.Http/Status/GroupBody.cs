namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>One failover group.</summary>
internal sealed record GroupBody(
    string Name, string Standby, double FailbackAfterSeconds, bool Panic, IReadOnlyList<string> Providers, IReadOnlyList<SymbolSourceBody> Symbols);

/// <summary>Where a symbol comes from.</summary>
internal sealed record SymbolSourceBody(
    string Symbol, string? Active, DateTimeOffset? Since, long Changes, bool Panic, DateTimeOffset? FailbackAt, IReadOnlyList<CandidateBody> Candidates);

/// <summary>Who could be the source.</summary>
internal sealed record CandidateBody(string Provider, string? State, bool Well, DateTimeOffset? WellSince, string? Reason);
