using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Http;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantTradeAI.Client.Display;

/// <summary>Tables that look alike.</summary>
internal static class Tables
{
    /// <summary>Of what is no terminal.</summary>
    private const int Columns = 120;

    public static Table Create(string[] columns, int firstNumber)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Length; i++)
            table.AddColumn(new TableColumn(new Text(columns[i])) { Alignment = i < firstNumber ? Justify.Left : Justify.Right });
        return table;
    }

    public static void AddRow(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(OneLine.Of(cell))));

    public static void Write(CommandHost host, IRenderable what)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.OutputIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(host.Output),
        });
        if (!host.OutputIsTerminal)
            console.Profile.Width = Columns;
        console.Write(what);
    }
}
