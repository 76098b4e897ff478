namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Runs adapters, and can exchange one for another version while it runs.</summary>
public interface IProviderHost
{
    /// <summary>
    /// The catalog has another version of this provider from now on, or none any more. Returns when nothing of the old version is in use:
    /// its code is unloaded then.
    /// </summary>
    Task SwitchAsync(string provider, CancellationToken cancellationToken);
}
