using System.Net.Sockets;
using System.Net.WebSockets;
using Polly.Timeout;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>What an operation's exception says about the provider.</summary>
internal enum OperationFailure
{
    /// <summary>Nothing: the caller has cancelled.</summary>
    Cancelled,

    /// <summary>Nothing: what was asked for is wrong, such as an unknown symbol.</summary>
    NotTheProviders,

    /// <summary>It failed, and trying again unchanged is pointless.</summary>
    Terminal,

    /// <summary>It failed, in a way that may pass by itself.</summary>
    Transient,

    /// <summary>It failed, in a way that nobody knows.</summary>
    Unknown,
}

/// <summary>Judges exceptions of operations. Pure.</summary>
internal static class OperationFailures
{
    /// <param name="error">What the operation threw.</param>
    /// <param name="isCancelled">Whether the caller has cancelled.</param>
    public static OperationFailure Of(Exception error, bool isCancelled) => error switch
    {
        _ when isCancelled => OperationFailure.Cancelled,
        ProviderConfigurationException => OperationFailure.NotTheProviders,
        ProviderException { IsTerminal: true } => OperationFailure.Terminal,
        ProviderException or TimeoutRejectedException or TimeoutException or IOException or SocketException or WebSocketException or HttpRequestException
            => OperationFailure.Transient,
        _ => OperationFailure.Unknown,
    };
}
