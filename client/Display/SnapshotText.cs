using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Http;

namespace QuantTradeAI.Client.Display;

/// <summary>Where a stream stands, for people.</summary>
internal static class SnapshotText
{
    public static IEnumerable<string> Of(SnapshotLine snapshot)
    {
        var state = snapshot.State?.ToString().ToLowerInvariant() ?? "nothing yet";
        yield return $"{snapshot.Stream}: {state}{(snapshot.Source is { } source ? $", from {source}" : "")}, epoch {snapshot.Epoch}";
        yield return $"  published  trades {snapshot.Trades}  quotes {snapshot.Quotes}  books {snapshot.Books}  statuses {snapshot.Statuses}";
        foreach (var one in snapshot.LastKnown)
            yield return $"  last {one.Kind,-6} {JsonText.Of(one.Data)}";
        if (snapshot.Problem is { } problem)
            yield return $"  NOT SERVED: {OneLine.Of(problem)}";
    }
}
