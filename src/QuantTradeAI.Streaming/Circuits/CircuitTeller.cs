using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Logs a circuit's transitions and tells them to others: in order, one at a time, and on whichever thread comes first.</summary>
internal sealed partial class CircuitTeller(ILogger logger)
{
    /// <summary>Transitions that wait for slow handlers; beyond it the newest are told as one.</summary>
    public const int MaxWaiting = 64;

    private readonly Lock _changing = new();
    private readonly LinkedList<CircuitTransition> _waiting = [];
    private readonly ILogger _logger = logger;
    private bool _isTelling;

    public event Action<CircuitTransition>? Changed;

    /// <summary>Called under the circuit's lock, which makes the order.</summary>
    public void Add(CircuitTransition transition)
    {
        lock (_changing)
        {
            if (_waiting.Count == MaxWaiting)
            {
                transition = transition with { Before = _waiting.Last!.Value.Before };
                _waiting.RemoveLast();
            }

            _waiting.AddLast(transition);
        }
    }

    /// <summary>Tells what waits, unless another thread is at it already, or this one further up.</summary>
    public void Tell()
    {
        while (Take() is { } transition)
        {
            try
            {
                Log(transition);
                foreach (var handler in Changed?.GetInvocationList() ?? [])
                    Tell((Action<CircuitTransition>)handler, transition);
            }
            finally
            {
                lock (_changing)
                    _isTelling = false;
            }
        }
    }

    private CircuitTransition? Take()
    {
        lock (_changing)
        {
            if (_isTelling || _waiting.First is not { } first)
                return null;
            _isTelling = true;
            _waiting.RemoveFirst();
            return first.Value;
        }
    }

    private void Tell(Action<CircuitTransition> handler, CircuitTransition transition)
    {
        try
        {
            handler(transition);
        }
        catch (Exception error)
        {
            HandlerThrew(error, transition.Name);
        }
    }
}
