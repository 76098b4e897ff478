using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Display;

/// <summary>One JSON object a second, then a last one.</summary>
internal sealed class JsonDisplay(CommandHost host) : RunDisplay
{
    public override void Notice(string line) => host.Say(line);

    public override Task ShowAsync(StatusReporter reporter, CancellationToken end) =>
        RepeatAsync(reporter, status => host.Output.WriteLine(JsonText.Of(status)), end);

    public override void Show(RunSummary summary) => host.Output.WriteLine(JsonText.Of(summary));
}
