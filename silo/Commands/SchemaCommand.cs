using System.CommandLine;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Schema;

namespace QuantTradeAI.Silo.Commands;

/// <summary><c>silo schema</c>.</summary>
internal sealed class SchemaCommand(CommandHost host)
{
    public static string[] Examples => [.. ApplyExamples, .. ShowExamples];

    public static string[] ApplyExamples => ["silo schema apply --config my/streaming.yaml"];

    public static string[] ShowExamples => ["silo schema show postgresql"];

    private readonly Option<string?> _config = ConfigOption.Create();

    private readonly Argument<string> _database = new("DATABASE") { Description = "Which one.", DefaultValueFactory = _ => SchemaScript.PostgreSqlName };

    public Command Apply { get; } = new("apply", "Bring the databases that the configuration names up to date; what is there already stays.");

    public Command Show { get; } = new("show", "Write the whole schema as one script, without touching a database.");

    public Command Build()
    {
        _database.AcceptOnlyFromAmong(SchemaScript.PostgreSqlName, SchemaScript.SqliteName);
        Apply.Add(_config);
        Apply.SetAction((parsed, stop) => new SchemaRun(host).ApplyAsync(parsed.GetValue(_config), stop));
        Show.Add(_database);
        Show.SetAction(parsed => host.Output.Write(SchemaText.Of(parsed.GetValue(_database) == SchemaScript.SqliteName ? SchemaScript.Sqlite : SchemaScript.PostgreSql)));
        return new Command("schema", "Tables and statements that the cluster needs in a database.") { Apply, Show };
    }
}
