using System.Globalization;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Http.Status;

namespace QuantTradeAI.Gateway.Display;

/// <summary>The status of a running gateway, for people.</summary>
internal static class StatusText
{
    private const string Isolated = "isolated";

    public static IEnumerable<string> Of(StatusBody status) =>
        [.. Head(status), "", .. Providers(status), .. Groups(status), .. Queues(status), .. Troubles(status)];

    /// <summary>The state of a provider's session; that of an isolated one says nothing.</summary>
    public static string StateOf(ProviderBody provider) => provider.Circuit.Phase == Isolated ? "not used" : provider.State;

    /// <summary>How long it runs, and how well.</summary>
    public static IEnumerable<string> Head(StatusBody status)
    {
        var since = status.StartedAt is { } startedAt ? $" for {Words.Elapsed((status.At - startedAt).TotalSeconds)}" : "";
        yield return $"{status.Phase}{since}, {status.Health}, configuration version {status.Configuration.Version}";
        foreach (var line in status.Reasons.SelectMany(reason => Wrapped.At("  ", Plain(reason))))
            yield return line;
    }

    /// <summary>What alerts, and what else is wrong.</summary>
    public static IEnumerable<string> Troubles(StatusBody status) =>
    [
        .. status.Alerts.Firing.SelectMany(alert => Wrapped.At($"ALERT {alert.Severity}  ", Plain($"{alert.Rule} of {alert.Subject}, {Words.Age((status.At - alert.Since).TotalSeconds)}: {alert.Message}"))),
        .. status.Storage is { Degraded: true } storage ? Wrapped.At("STORAGE  ", Plain($"{storage.Location}: {storage.LastError}")) : [],
        .. status.Configuration.Problems.SelectMany(problem => Wrapped.At("CONFIGURATION  ", Plain(problem))),
        .. status.Discovery?.Unused.SelectMany(unused => Wrapped.At("ADAPTER  ", Plain($"{unused.Name} {unused.Version} is not used: {unused.Reason}"))) ?? [],
    ];

    /// <summary>Who is the source of what.</summary>
    public static IEnumerable<string> Groups(StatusBody status) => status.Groups.SelectMany(group => Wrapped.At(
        $"group {group.Name}  ",
        Plain(string.Join(", ", group.Symbols.Select(symbol => $"{symbol.Symbol} from {symbol.Active ?? "nobody"}{(symbol.Panic ? " (PANIC)" : "")}")))));

    private static IEnumerable<string> Providers(StatusBody status)
    {
        yield return $"{"provider",-10} {"health",-9} {"state",-12} {"circuit",-9} {"subs",7} {"msgs/s",8} {"age",6} {"gaps",6} {"lost",5}";
        foreach (var one in status.Providers)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Plain(one.Name),-10} {one.Health,-9} {StateOf(one),-12} {one.Circuit.Phase,-9} {Subscriptions(one),7} {Words.Count(one.Traffic.MessagesPerSecond),8} {Words.Age(one.DataAgeSeconds),6} {Words.Count(one.Traffic.Published.Gaps),6} {Words.Count(one.Traffic.Published.Lost),5}");
            if (one.LastError is { } error && one.State != "live")
            {
                foreach (var line in Wrapped.At("           ", Plain(error)))
                    yield return line;
            }
        }
    }

    private static IEnumerable<string> Queues(StatusBody status)
    {
        var totals = status.Queues.Totals;
        yield return $"subscribers {Words.Count(status.Queues.Subscriptions.Count)}, delivered {Words.Count(totals.Delivered)}, dropped {Words.Count(totals.Dropped)}, fullest queue {Words.Count(status.Queues.FullestDepth)}";
        var refused = status.Queues.RefusedSubscribes.Values.Sum();
        if (totals.CallbackErrors + totals.SlowCallbacks + refused > 0)
            yield return $"callbacks that failed {Words.Count(totals.CallbackErrors)}, slow {Words.Count(totals.SlowCallbacks)}, refused subscribes {Words.Count(refused)}";
    }

    /// <summary>Acknowledged of wanted.</summary>
    public static string Subscriptions(ProviderBody provider) =>
        string.Create(CultureInfo.InvariantCulture, $"{provider.Subscriptions.Acknowledged}/{provider.Subscriptions.Wanted}");

    /// <summary>What a venue said must not move the cursor.</summary>
    public static string Plain(string text) => OneLine.Of(text);
}
