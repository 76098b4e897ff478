using System.CommandLine;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Validate;
using QuantTradeAI.Silo.Validate;

namespace QuantTradeAI.Silo.Commands;

/// <summary><c>silo validate</c>.</summary>
internal sealed class ValidateSiloCommand(CommandHost host)
{
    public static readonly string[] Examples = ["silo validate", "silo validate my/streaming.yaml --format github"];

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = $"A streaming configuration, with the documents that it names; {Gateway.Running.ConfigFile.DefaultPath} when absent.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _plugins = PluginsOption.Create();

    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "text for people; json: one object; github: annotations of a workflow.",
        DefaultValueFactory = _ => ProblemReport.Text,
    };

    public Command Build()
    {
        _format.AcceptOnlyFromAmong(ProblemReport.Text, ProblemReport.Json, ProblemReport.GitHub);
        var command = new Command("validate", "Check a configuration as a silo's start does, without joining a cluster.") { _file, _plugins, _format };
        command.SetAction(parsed => new ValidateSiloRun(host).Run(parsed.GetValue(_file), parsed.GetValue(_plugins) ?? [], parsed.GetValue(_format)!));
        return command;
    }
}
