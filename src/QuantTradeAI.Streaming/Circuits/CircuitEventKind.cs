namespace QuantTradeAI.Streaming.Circuits;

/// <summary>What can happen to a circuit.</summary>
internal enum CircuitEventKind
{
    /// <summary>Somebody asks to be let through.</summary>
    Enter,

    /// <summary>It works for somebody who was let through.</summary>
    Succeeded,

    /// <summary>It failed for somebody who was let through.</summary>
    Failed,

    /// <summary>Somebody who was let through ends without telling anything.</summary>
    Abandoned,

    /// <summary>An operator takes the provider out of use.</summary>
    Isolate,

    /// <summary>An operator ends an isolation or a break.</summary>
    Release,

    /// <summary>The state of an earlier process is taken over.</summary>
    Restore,
}
