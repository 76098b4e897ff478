using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>The usual help, followed by examples to copy and the exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int Columns = 80;

    private readonly HelpAction _usual;
    private readonly Dictionary<Command, string[]> _examples;

    public HelpWithExamples(HelpAction usual, Dictionary<Command, string[]> examples)
    {
        (_usual, _examples) = (usual, examples);
        _usual.MaxWidth = Columns;
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = _usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in _examples.GetValueOrDefault(parseResult.CommandResult.Command, []))
            output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes: 0 ok, 1 failed, 2 wrong usage.");
        return code;
    }
}
