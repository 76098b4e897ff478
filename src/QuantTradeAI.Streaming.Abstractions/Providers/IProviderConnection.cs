namespace QuantTradeAI.Streaming.Providers;

/// <summary>A provider's running connection, as the engine gives it to an adapter that is used by hand.</summary>
public interface IProviderConnection
{
    /// <summary>
    /// Starts. Returns when the first connection is open, or at once when nothing is wanted yet: venues close connections that
    /// subscribe to nothing. When it throws, further attempts go on until <see cref="DisconnectAsync"/>.
    /// </summary>
    /// <exception cref="ProviderConnectionException">It could not be opened.</exception>
    Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Adds canonical symbols to what is wanted; the venue is told as its pace allows.</summary>
    void Subscribe(IEnumerable<string> symbols, DataTypes dataTypes);

    /// <summary>Takes canonical symbols from what is wanted.</summary>
    void Unsubscribe(IEnumerable<string> symbols, DataTypes dataTypes);

    /// <summary>Unsubscribes and closes within the close deadline. Safe to call twice.</summary>
    Task DisconnectAsync(CancellationToken cancellationToken);

    /// <summary>What is known now.</summary>
    ProviderHealthStatus GetHealthStatus();
}
