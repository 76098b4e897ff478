using System.CommandLine;
using QuantTradeAI.Client.Running;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Commands;

/// <summary><c>client provider NAME isolate|release|reconnect|failover</c>.</summary>
internal sealed class ProviderCommand(CommandHost host)
{
    private static readonly string[] Operations = ["isolate", "release", "reconnect", "failover"];

    public Command Build()
    {
        var name = new Argument<string>("NAME") { Description = "The provider, as configured." };
        var operation = new Argument<string>("OPERATION")
        {
            Description = "isolate: use it no longer until it is released; release: end an isolation or a break; reconnect: replace its connections; failover: let others take over.",
        };
        operation.AcceptOnlyFromAmong(Operations);
        var reason = new Option<string?>("--reason", "-r") { Description = "Why, for the log and the status.", HelpName = "TEXT" };
        var options = new ClientOptions("one object.");
        var command = new Command("provider", "Operate one provider.") { name, operation, reason };
        options.AddTo(command);
        command.SetAction((parsed, stop) => new OperationRun(host, options.SettingsOf(parsed)).RunAsync(
            parsed.GetRequiredValue(name), parsed.GetRequiredValue(operation), parsed.GetValue(reason), stop));
        return command;
    }
}
