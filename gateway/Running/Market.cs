namespace QuantTradeAI.Gateway.Running;

/// <summary>Where the prices come from.</summary>
internal enum Market
{
    /// <summary>Made up by simulated venues on this machine.</summary>
    Simulated,

    /// <summary>The configured venues.</summary>
    Live,
}
