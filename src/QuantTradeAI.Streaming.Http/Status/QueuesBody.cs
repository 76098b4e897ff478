namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>Those who take the data.</summary>
/// <param name="FullestDepth">Events that wait in the fullest queue.</param>
/// <param name="FullestAgeSeconds">How long its oldest event has waited.</param>
/// <param name="RefusedEvents">Events without symbol, provider or kind, and events after the end.</param>
/// <param name="Totals">Over all subscriptions, ended ones too.</param>
/// <param name="Subscriptions">Those that run.</param>
internal sealed record QueuesBody(
    long FullestDepth, double FullestAgeSeconds, long RefusedEvents, DeliveryBody Totals, IReadOnlyList<SubscriptionBody> Subscriptions);

/// <summary>What was delivered, and what was not.</summary>
internal sealed record DeliveryBody(long Delivered, long Dropped, long Conflated, long Gaps, long CallbackErrors);

/// <summary>One subscription.</summary>
internal sealed record SubscriptionBody(
    string Name, IReadOnlyList<string> Symbols, IReadOnlyList<string> DataTypes, string Policy, int Capacity, int Waiting, DeliveryBody Delivery);
