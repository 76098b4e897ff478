using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Event ids 7010 to 7019.</summary>
internal sealed partial class CircuitTeller
{
    private void Log(CircuitTransition transition)
    {
        var (name, before, after) = (transition.Name, transition.Before, transition.After);
        switch (after.Phase)
        {
            case CircuitPhase.Open:
                Opened(name, after.OpenUntil, after.Trips, after.Reason);
                break;
            case CircuitPhase.Isolated:
                Isolated(name, after.Reason);
                break;
            case CircuitPhase.HalfOpen when after.Probe == 0:
                Released(name, before.Phase);
                break;
            case CircuitPhase.HalfOpen:
                Probing(name);
                break;
            case CircuitPhase.Closed:
                Closed(name);
                break;
        }
    }

    [LoggerMessage(7010, LogLevel.Warning, "{Provider}: circuit open until {Until:O}, trip {Trips} in a row: {Reason}")]
    private partial void Opened(string provider, DateTimeOffset? until, int trips, string? reason);

    [LoggerMessage(7011, LogLevel.Warning, "{Provider}: isolated until it is released: {Reason}")]
    private partial void Isolated(string provider, string? reason);

    [LoggerMessage(7012, LogLevel.Information, "{Provider}: circuit half-open: a probe finds out whether it works again.")]
    private partial void Probing(string provider);

    [LoggerMessage(7013, LogLevel.Information, "{Provider}: released, was {Phase}; the next attempt is a probe.")]
    private partial void Released(string provider, CircuitPhase phase);

    [LoggerMessage(7014, LogLevel.Information, "{Provider}: circuit closed.")]
    private partial void Closed(string provider);

    [LoggerMessage(7015, LogLevel.Error, "{Provider}: a handler of its circuit's changes threw; the others are told all the same.")]
    private partial void HandlerThrew(Exception thrown, string provider);
}
