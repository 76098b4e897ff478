namespace QuantTradeAI.Streaming.Operations;

/// <summary>What came of an operator's command.</summary>
public enum OperationResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>There was nothing to do: it is so already.</summary>
    AlreadySo,

    /// <summary>No such provider is configured.</summary>
    UnknownProvider,

    /// <summary>It cannot be done now; nothing was changed.</summary>
    NotPossible,
}
