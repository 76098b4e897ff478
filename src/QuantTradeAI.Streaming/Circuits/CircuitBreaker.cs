using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>One circuit at work: the state, who asks, and who is told. All members may be called from any thread.</summary>
/// <param name="name">Whose circuit: the provider's name.</param>
/// <param name="options">When it opens.</param>
/// <param name="clock">Every deadline.</param>
/// <param name="random">Uniform from 0 to 1: jitter of breaks.</param>
/// <param name="logger">Transitions, and in shadow mode what would have been refused.</param>
public sealed class CircuitBreaker(string name, CircuitOptions options, TimeProvider clock, Func<double> random, ILogger? logger = null)
{
    private readonly TimeProvider _clock = clock;
    private readonly Func<double> _random = random;
    private readonly ILogger? _logger = logger;

    /// <summary>Whose circuit.</summary>
    public string Name => name;

    /// <summary>When it opens.</summary>
    public CircuitOptions Options => options;

    /// <summary>As it is now; a break that has ended stays <see cref="CircuitPhase.Open"/> until somebody asks.</summary>
    public CircuitState State => throw new NotImplementedException();

    /// <summary>Whether everybody is let through: closed, or in shadow mode and not isolated.</summary>
    public bool IsUsable => throw new NotImplementedException();

    /// <summary>The phase has changed; in order, and never under a lock. Handlers must be quick.</summary>
    public event Action<CircuitTransition>? Changed
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    /// <summary>Goes on where an earlier process ended: an open one with what remains of its break, a probe of then is given up.</summary>
    public void Restore(CircuitState state) => throw new NotImplementedException();

    /// <summary>Other options from now on; a running break stays as it is.</summary>
    public void Configure(CircuitOptions changed) => throw new NotImplementedException();

    /// <summary>Asks to be let through.</summary>
    public CircuitAdmission TryEnter() => throw new NotImplementedException();

    /// <summary>Waits until let through: through breaks, other's probes, and isolation.</summary>
    public ValueTask<CircuitPermit> EnterAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Lets nobody through until released. Isolating an isolated one changes the reason only.</summary>
    public void Isolate(string reason) => throw new NotImplementedException();

    /// <summary>Ends an isolation or a break: the next one is let through as a probe. False when it was closed or half-open already.</summary>
    public bool Release() => throw new NotImplementedException();
}
