using System.Globalization;
using QuantTradeAI.Client.Running;
using QuantTradeAI.Gateway.Metrics;

namespace QuantTradeAI.Client.Display;

/// <summary>A bench's result for people.</summary>
internal static class BenchText
{
    public static IEnumerable<string> Of(BenchResult result)
    {
        yield return Text($"{result.Events:N0} events in {result.ElapsedS:0.0} s: {result.EventsPerS:N0} a second ({result.Trades:N0} trades, {result.Quotes:N0} quotes)");
        yield return $"  published to callback  {Figures(result.PublishToCallbackUs)}";
        yield return $"  socket to callback     {Figures(result.SocketToCallbackUs)}";
        yield return Text($"  gaps {result.Gaps:N0}  undelivered {result.Undelivered:N0}  late {result.Late:N0}  duplicates {result.Duplicates:N0}");
        yield return Text($"  dropped here {result.Dropped:N0}  resubscriptions {result.Resubscriptions:N0}");
    }

    private static string Figures(LatencyFigures? figures) => figures is null
        ? "-"
        : Text($"p50 {figures.P50 / 1_000:0.00} ms  p99 {figures.P99 / 1_000:0.00} ms  max {figures.Max / 1_000:0.00} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
