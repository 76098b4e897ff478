using System.CommandLine;
using QuantTradeAI.Gateway.Operators;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway providers isolate|release|reconnect|failover NAME</c>.</summary>
internal sealed class OperationCommands(CommandHost host)
{
    private static readonly (ProviderOperation Operation, string Name, string Description)[] All =
    [
        (ProviderOperation.Isolate, "isolate", "Use a provider no longer, until it is released; also over a restart."),
        (ProviderOperation.Release, "release", "End an isolation or a break: it is tried at once."),
        (ProviderOperation.Reconnect, "reconnect", "Replace its connections; a waiting one is tried now."),
        (ProviderOperation.Failover, "failover", "Let others take over wherever it is the source."),
    ];

    /// <summary>Each command with its examples.</summary>
    public IEnumerable<(Command Command, string[] Examples)> Build() => All.Select(one => (Build(one.Operation, one.Name, one.Description), ExamplesOf(one.Name)));

    private static string[] ExamplesOf(string name) =>
    [
        $"gateway providers {name} binance --reason \"maintenance\"",
        $"gateway providers {name} binance --url http://10.0.0.5:8000",
    ];

    private Command Build(ProviderOperation operation, string name, string description)
    {
        var provider = new Argument<string>("NAME") { Description = "The provider, as configured." };
        provider.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && text.Trim(' ', '.').Length == 0)
                result.AddError($"NAME got '{text}'; expected the name of a configured provider.");
        });
        var reason = new Option<string?>("--reason", "-r") { Description = "Why, for the log and the status.", HelpName = "TEXT" };
        var surface = new SurfaceOptions("one object.");
        var command = new Command(name, description) { provider, reason };
        surface.AddTo(command);
        command.SetAction((parsed, stop) =>
            new OperationRun(host, surface.SettingsOf(parsed)).RunAsync(operation, parsed.GetRequiredValue(provider), parsed.GetValue(reason), stop));
        return command;
    }
}
