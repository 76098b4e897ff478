using System.CommandLine;
using System.CommandLine.Help;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Silo.Commands;

/// <summary>All commands with their help.</summary>
internal static class SiloCommands
{
    public const string ProgramName = "silo";

    private const string Description =
        """
        One silo of the cluster that streams trades and quotes of many venues.
        Without a command it runs: a cluster of this machine, simulated venues, nothing to set up.
        """;

    public static RootCommand Build(CommandHost host)
    {
        var run = new RunSiloCommand(host);
        var root = new RootCommand(Description);
        run.AddTo(root);
        var explicitRun = new Command("run", "Join the cluster and work until told to end (what silo does without a command).");
        run.AddTo(explicitRun);
        var schema = new SchemaCommand(host);
        var schemaCommand = schema.Build();
        var validate = new ValidateSiloCommand(host).Build();
        root.Add(explicitRun);
        root.Add(schemaCommand);
        root.Add(validate);

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, new()
        {
            [root] = RunSiloCommand.Examples,
            [explicitRun] = RunSiloCommand.Examples,
            [schemaCommand] = SchemaCommand.Examples,
            [schema.Apply] = SchemaCommand.ApplyExamples,
            [schema.Show] = SchemaCommand.ShowExamples,
            [validate] = ValidateSiloCommand.Examples,
        });
        return root;
    }
}
