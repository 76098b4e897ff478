using System.CommandLine;
using QuantTradeAI.Gateway.Validate;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway validate</c>.</summary>
internal sealed class ValidateCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway validate",
        "gateway validate my/streaming.yaml config/providers/example.yaml",
        "gateway validate --environment prod --format github",
    ];

    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = $"Streaming configurations, with the documents that they name, and providers' documents; {Running.ConfigFile.DefaultPath} when absent.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _plugins = PluginsOption.Create();

    private readonly Option<string?> _environment = new("--environment", "-e")
    {
        Description = "The environment of providers' documents; their own choice when absent.",
        HelpName = "NAME",
    };

    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "text for people; json: one object; github: annotations of a workflow.",
        DefaultValueFactory = _ => ProblemReport.Text,
    };

    public Command Build()
    {
        _format.AcceptOnlyFromAmong(ProblemReport.Text, ProblemReport.Json, ProblemReport.GitHub);
        var command = new Command("validate", "Check configuration files as start-up does, without running anything.") { _files, _plugins, _environment, _format };
        command.SetAction(parsed => new ValidateRun(host, SettingsOf(parsed)).Run());
        return command;
    }

    private ValidateSettings SettingsOf(ParseResult parsed) =>
        new(parsed.GetValue(_files) ?? [], parsed.GetValue(_plugins) ?? [], parsed.GetValue(_environment), parsed.GetValue(_format)!);
}
