namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>Who may ask for a route.</summary>
internal enum Access
{
    /// <summary>Who may use the API.</summary>
    Api,

    /// <summary>Who may scrape.</summary>
    Metrics,

    /// <summary>Anybody: probes of Kubernetes carry no token.</summary>
    Probe,
}
