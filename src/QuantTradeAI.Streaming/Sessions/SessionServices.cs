using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What all sessions of a process share.</summary>
/// <param name="Clock">Every deadline, wait and stamp.</param>
/// <param name="Random">Uniform from 0 to 1; called by several sessions at once.</param>
/// <param name="Connector">Opens sockets.</param>
/// <param name="ConnectLimiter">One for all, so that two sessions on one host share its limit.</param>
/// <param name="Logger">For people.</param>
internal sealed record SessionServices(
    TimeProvider Clock, Func<double> Random, WebSocketConnector Connector, ConnectLimiter ConnectLimiter, ILogger Logger)
{
    /// <summary>When a symbol's silence tells something.</summary>
    public IExpectations Expectations { get; init; } = UsualExpectations.Instance;

    /// <summary>One for each provider.</summary>
    public ControlBudgets Budgets { get; } = new(Clock);
}
