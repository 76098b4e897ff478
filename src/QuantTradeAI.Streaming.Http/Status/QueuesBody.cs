namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>Those who take the data.</summary>
/// <param name="FullestDepth">Events that wait in the fullest queue.</param>
/// <param name="FullestAgeSeconds">How long its oldest event has waited.</param>
/// <param name="RefusedEvents">Events without symbol, provider or kind, and events after the end.</param>
/// <param name="RefusedSubscribes">Calls to subscribe that were refused, by cause.</param>
/// <param name="Totals">Over all subscriptions, ended ones too.</param>
/// <param name="Subscriptions">Those that run.</param>
internal sealed record QueuesBody(
    long FullestDepth,
    double FullestAgeSeconds,
    long RefusedEvents,
    IReadOnlyDictionary<string, long> RefusedSubscribes,
    DeliveryBody Totals,
    IReadOnlyList<SubscriptionBody> Subscriptions);

/// <summary>What was delivered, and what was not.</summary>
/// <param name="Delivered">Events handed to subscribers.</param>
/// <param name="Dropped">Events lost to full queues.</param>
/// <param name="Conflated">Quotes replaced by newer ones.</param>
/// <param name="Gaps">Gaps announced.</param>
/// <param name="GapsByReason">The same by reason.</param>
/// <param name="CallbackErrors">Exceptions that callbacks threw.</param>
/// <param name="SlowCallbacks">Callbacks that took more than about 40 ms.</param>
internal sealed record DeliveryBody(
    long Delivered, long Dropped, long Conflated, long Gaps, IReadOnlyDictionary<string, long> GapsByReason, long CallbackErrors, long SlowCallbacks);

/// <summary>One subscription.</summary>
internal sealed record SubscriptionBody(
    string Name, IReadOnlyList<string> Symbols, IReadOnlyList<string> DataTypes, string Policy, int Capacity, int Waiting, DeliveryBody Delivery);
