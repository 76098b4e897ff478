using System.CommandLine;
using QuantTradeAI.Client.Comparing;
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
        var compare = new Option<bool>("--compare")
        {
            Description = "Compare a bare socket, push streams, and Orleans' memory streams, tuned and as they come, instead; in a silo of its own on this machine.",
        };
        var command = new Command("bench", "Measure events a second, latency, and losses; BTC-USD for 10 s unless told otherwise.") { symbols, duration, compare };
        options.AddTo(command);
        command.SetAction((parsed, stop) => parsed.GetValue(compare)
            ? new CompareRun(host, options.SettingsOf(parsed).Json).RunAsync(parsed.GetValue(duration) ?? UsualDuration, stop)
            : new BenchRun(host, options.SettingsOf(parsed)).RunAsync(
            parsed.GetValue(symbols) is { Length: > 0 } named ? named : [UsualSymbol], parsed.GetValue(duration) ?? UsualDuration, stop));
        return command;
    }

    /// <summary>The silo that <c>--compare</c> starts; not for people.</summary>
    public Command BuildSilo()
    {
        var (port, streams) = (new Argument<int>("port"), new Argument<string>("streams"));
        var command = new Command(SiloChild.Command) { port, streams };
        command.Hidden = true;
        command.SetAction((parsed, _) => CompareSilo.RunAsync(parsed.GetRequiredValue(port), parsed.GetRequiredValue(streams), Console.In, host.Output));
        return command;
    }
}
