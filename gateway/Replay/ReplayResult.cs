namespace QuantTradeAI.Gateway.Replay;

/// <summary>What came out of a capture: the last line on standard output. Everything in the capture is counted once.</summary>
internal sealed record ReplayResult
{
    /// <summary>Live trades that reached the subscriber.</summary>
    public required long Trades { get; init; }

    /// <summary>Live quotes that reached the subscriber.</summary>
    public required long Quotes { get; init; }

    /// <summary>Last known trades and quotes that reached the subscriber.</summary>
    public required long LastValues { get; init; }

    /// <summary>What the engine did not want, and the control frames of the capture, by kind.</summary>
    public required IReadOnlyDictionary<string, long> Ignored { get; init; }

    /// <summary>What the engine could not read, by kind.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>Gaps that the subscriber was told of.</summary>
    public required long Gaps { get; init; }

    /// <summary>Trades and quotes that had come before, and were not delivered again.</summary>
    public required long Duplicates { get; init; }

    /// <summary>The capture's symbols by canonical name.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Frames played.</summary>
    public required long Frames { get; init; }

    /// <summary>From the first frame until the last event was delivered.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Trades, quotes and last values a second.</summary>
    public required double EventsPerS { get; init; }
}
