namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>All alerts.</summary>
internal sealed record AlertsBody(
    IReadOnlyList<AlertBody> Firing, IReadOnlyList<AlertBody> History, IReadOnlyDictionary<string, long> Raised, IReadOnlyDictionary<string, long> ChannelFailures);

/// <summary>One alert.</summary>
internal sealed record AlertBody(
    string Rule, string Subject, string State, string Severity, string Message, double? Value, double? Limit, DateTimeOffset Since, DateTimeOffset UpdatedAt, int Repeats);
