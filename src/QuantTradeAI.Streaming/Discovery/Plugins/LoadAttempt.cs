namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>What is known of a loading that may never return.</summary>
internal sealed class LoadAttempt
{
    private volatile string _stage = "reading its files";
    private volatile WeakReference? _context;

    /// <summary>What it is doing, to follow "while".</summary>
    public string Stage
    {
        get => _stage;
        set => _stage = value;
    }

    /// <summary>Its load context, once there is one.</summary>
    public WeakReference? Context
    {
        get => _context;
        set => _context = value;
    }
}
