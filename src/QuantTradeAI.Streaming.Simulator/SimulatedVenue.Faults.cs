namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedVenue
{
    private readonly List<Fault> _futureFaults = [];
    private TimeSpan _skew;
    private TimeSpan _retryAfter;
    private int _refusals;
    private int _acceptThenClose;
    private Fault? _reorder;
    private SimulatedTrade? _held;
    private SymbolMarket? _lastTraded;

    /// <summary>
    /// Lets <paramref name="fault"/> happen. By default slow, split and unacknowledged delivery strike all connections, now and
    /// later; other faults of a connection strike those open now. <paramref name="scope"/> says otherwise; faults of the market
    /// and of the handshake have no use for it.
    /// </summary>
    public void Inject(Fault fault, FaultScope? scope = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Within(() =>
        {
            if (!InjectIntoVenue(fault))
                InjectIntoConnections(fault, scope ?? DefaultScope(fault.Kind));
        });
    }

    /// <summary>Lets a fault of a connection happen to <paramref name="connection"/> alone.</summary>
    /// <exception cref="ArgumentException"><paramref name="fault"/> is one of the market or the handshake.</exception>
    public void Inject(Fault fault, SimulatedConnection connection)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(connection);
        Within(() => connection.Apply(fault));
    }

    /// <summary>Ends every standing fault: mute connections go on, the clock is right, a held trade is sent.</summary>
    public void ClearFaults() => Within(() =>
    {
        _futureFaults.Clear();
        _skew = TimeSpan.Zero;
        _refusals = 0;
        _acceptThenClose = 0;
        _reorder = null;
        foreach (var connection in _connections)
            connection.ClearFaults();
        if (_held is { } held)
            Broadcast(held);
        _held = null;
    });

    private static FaultScope DefaultScope(FaultKind kind) => kind switch
    {
        FaultKind.SlowDrip or FaultKind.SplitFrames or FaultKind.DropSubscriptionAck => FaultScope.All,
        _ => FaultScope.Open,
    };

    private bool InjectIntoVenue(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.RefuseWith429:
                (_refusals, _retryAfter) = (fault.Count, fault.Time);
                return true;
            case FaultKind.AcceptThenClose:
                _acceptThenClose = fault.Count;
                return true;
            case FaultKind.ClockSkew:
                _skew = fault.Time;
                return true;
            case FaultKind.Reorder:
                _reorder = fault;
                return true;
            case FaultKind.Gap:
                FaultMarket(fault).SkipTradeIds(fault.Count);
                return true;
            case FaultKind.Duplicate:
                Broadcast(FaultMarket(fault).LastTrade);
                return true;
            case FaultKind.MalformedField:
                Broadcast(FaultMarket(fault).NextTrade(Now) with { Price = "not-a-number" });
                return true;
            default:
                return false;
        }
    }

    private void InjectIntoConnections(Fault fault, FaultScope scope)
    {
        if (scope.HasFlag(FaultScope.Future))
            _futureFaults.Add(fault);
        if (!scope.HasFlag(FaultScope.Open))
            return;
        foreach (var connection in _connections)
            connection.Apply(fault);
    }

    private SymbolMarket FaultMarket(Fault fault)
        => fault.Symbol is { } symbol ? Market(symbol) : _lastTraded ?? _markets[_protocol.Symbols[0].Name];

    private bool HoldForReorder(SimulatedTrade trade)
    {
        if (_held is not null || _reorder is not { } reorder || (reorder.Symbol ?? trade.Symbol) != trade.Symbol)
            return false;

        _held = trade;
        _reorder = null;
        return true;
    }

    private void ReleaseReordered(SimulatedTrade trade)
    {
        if (_held is not { } held || held.Symbol != trade.Symbol)
            return;

        Broadcast(held);
        _held = null;
    }
}
