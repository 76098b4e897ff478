using System.CommandLine;
using System.CommandLine.Help;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>All commands with their help.</summary>
internal static class CommandTree
{
    public const string ProgramName = "gateway";

    private const string Description =
        """
        Streams trades and quotes of many venues as one typed feed.
        Without a command it runs: simulated venues, a live table, nothing to set up.
        """;

    public static RootCommand Build(CommandHost host)
    {
        var run = new RunCommand(host);
        var root = new RootCommand(Description);
        run.AddTo(root);
        var explicitRun = new Command("run", "Connect and show what arrives (what gateway does without a command).");
        run.AddTo(explicitRun);
        var replay = new ReplayCommand(host).Build();
        var simulate = new SimulateCommand(host).Build();
        root.Add(explicitRun);
        root.Add(replay);
        var validate = new ValidateCommand(host).Build();
        root.Add(simulate);
        var providers = new ProvidersCommand(host).Build();
        var plugins = new PluginsCommand(host);
        var pluginsCommand = plugins.Build();
        root.Add(providers);
        root.Add(pluginsCommand);
        root.Add(validate);
        var status = new StatusCommand(host).Build();
        var top = new TopCommand(host).Build();
        root.Add(status);
        root.Add(top);
        var operations = new OperationCommands(host).Build().ToList();
        foreach (var (operation, _) in operations)
            providers.Add(operation);

        var help = root.Options.OfType<HelpOption>().Single();
        var examples = operations.ToDictionary(operation => operation.Command, operation => operation.Examples);
        help.Action = new HelpWithExamples((HelpAction)help.Action!, new(examples)
        {
            [root] = RunCommand.Examples,
            [explicitRun] = RunCommand.Examples,
            [replay] = ReplayCommand.Examples,
            [simulate] = SimulateCommand.Examples,
            [providers] = ProvidersCommand.Examples,
            [pluginsCommand] = PluginsCommand.Examples,
            [plugins.Verify] = PluginsCommand.VerifyExamples,
            [plugins.Pack] = PluginsCommand.PackExamples,
            [validate] = ValidateCommand.Examples,
            [status] = StatusCommand.Examples,
            [top] = TopCommand.Examples,
        });
        return root;
    }
}
