using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Http;

/// <summary>What all listeners share.</summary>
internal sealed class SurfaceContext(IGatewayOperations operations, OperatorSurfaceOptions options, SurfaceLog log)
{
    private volatile bool _isStopping;

    public IGatewayOperations Operations => operations;

    public OperatorSurfaceOptions Options => options;

    public SurfaceLog Log => log;

    public StatusSource Status { get; } = new(operations, options.Clock, options.StatusMaxAge, options.RequestDeadline);

    /// <summary>Whether the process is going to end: it is not ready any more, whatever the status says.</summary>
    public bool IsStopping
    {
        get => _isStopping;
        set => _isStopping = value;
    }
}
