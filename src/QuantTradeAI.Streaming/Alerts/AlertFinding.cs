namespace QuantTradeAI.Streaming.Alerts;

/// <summary>What a rule found in one pass.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">What it found it at.</param>
/// <param name="Message">For people.</param>
internal sealed record AlertFinding(string Rule, string Subject, string Message)
{
    public double? Value { get; init; }

    public double? Limit { get; init; }

    /// <summary>How bad it is at first sight.</summary>
    public AlertSeverity Severity { get; init; } = AlertSeverity.Warning;

    /// <summary>Whether it gets worse by lasting.</summary>
    public bool Escalates { get; init; } = true;
}
