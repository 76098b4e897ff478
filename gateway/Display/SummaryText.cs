using System.Globalization;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Display;

/// <summary>The summary of a run for people.</summary>
internal static class SummaryText
{
    public static IEnumerable<string> Of(RunSummary summary)
    {
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Ran {summary.ElapsedS:0.0} s on the {summary.Market.ToString().ToLowerInvariant()} market: {summary.Trades + summary.Quotes:N0} events, {summary.EventsPerS:N0} a second");
        yield return $"  {"provider",-10} {"events",12} {"gaps",8} {"lost",8}  rejected";
        foreach (var (name, provider) in summary.Providers)
            yield return $"  {name,-10} {Words.Count(provider.Events),12} {Words.Count(provider.Gaps),8} {Words.Count(provider.Lost),8}  {Words.Kinds(provider.Rejected)}";
        yield return $"  {"symbol",-10} {"trades",12} {"quotes",8}";
        foreach (var (name, symbol) in summary.Symbols)
            yield return $"  {name,-10} {Words.Count(symbol.Trades),12} {Words.Count(symbol.Quotes),8}";
        yield return $"  latency    socket to callback    {Words.Figures(summary.LatencyUs)}";
        yield return $"  feed lag   exchange to socket    {Words.Figures(summary.FeedLagUs)}";
        if (summary.Dropped > 0)
            yield return $"  this display could not keep up: {Words.Count(summary.Dropped)} events dropped";
    }
}
