using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Display;

/// <summary>Plain lines, a block a second, for files and pipes.</summary>
internal sealed class PlainDisplay(CommandHost host) : RunDisplay
{
    public override void Notice(string line) => host.Say(line);

    public override Task ShowAsync(StatusReporter reporter, CancellationToken end)
    {
        host.Output.WriteLine(Words.Of(reporter.Market));
        return RepeatAsync(reporter, Write, end);
    }

    public override void Show(RunSummary summary)
    {
        foreach (var line in SummaryText.Of(summary))
            host.Output.WriteLine(line);
    }

    private void Write(RunStatus status)
    {
        host.Output.WriteLine();
        host.Output.WriteLine($"{Words.Elapsed(status.ElapsedS)}  {Words.Latency(status)}");
        foreach (var provider in status.Providers)
            host.Output.WriteLine(Line(provider));
        foreach (var symbol in status.Symbols)
            host.Output.WriteLine(Line(symbol));
    }

    private static string Line(ProviderLine provider) =>
        $"  {provider.Provider,-10} {Words.State(provider),-14} {Words.Count(provider.EventsPerS),7}/s  gaps {provider.Gaps}  rejected {provider.Rejected}";

    private static string Line(SymbolLine symbol) =>
        $"  {symbol.Symbol,-10} {Words.Trade(symbol),-27} {Words.Age(symbol.LastTrade?.AgeS),5}  {Words.Quote(symbol),-23} {Words.Age(symbol.LastQuote?.AgeS),5}".TrimEnd();
}
