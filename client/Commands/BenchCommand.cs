using System.CommandLine;
using QuantTradeAI.Client.Running;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Commands;

/// <summary><c>client bench</c>.</summary>
internal sealed class BenchCommand(CommandHost host)
{
    /// <summary>In every shipped configuration.</summary>
    private const string UsualSymbol = "BTC-USD";

    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(10);

    public Command Build()
    {
        var (symbols, duration, options) = (SymbolsArgument.Create(atLeastOne: false), DurationOption.Create(), new ClientOptions("one object."));
        var command = new Command("bench", "Measure events a second, latency, and losses; BTC-USD for 10 s unless told otherwise.") { symbols, duration };
        options.AddTo(command);
        command.SetAction((parsed, stop) => new BenchRun(host, options.SettingsOf(parsed)).RunAsync(
            parsed.GetValue(symbols) is { Length: > 0 } named ? named : [UsualSymbol], parsed.GetValue(duration) ?? UsualDuration, stop));
        return command;
    }
}
