using System.Collections.Immutable;

namespace QuantTradeAI.Silo.Schema;

/// <summary>
/// What a database must hold so that Orleans can use it: tables, which come in steps that never change once they are out, and the named statements
/// of Orleans' providers, which are written anew whenever a schema is applied.
/// </summary>
/// <param name="Database">For people.</param>
/// <param name="Steps">Tables, step by step; the schema's version is how many were taken.</param>
/// <param name="Queries">Statements by the names that Orleans asks for.</param>
internal sealed record SchemaScript(string Database, ImmutableArray<string> Steps, ImmutableSortedDictionary<string, string> Queries)
{
    public const string PostgreSqlName = "postgresql";
    public const string SqliteName = "sqlite";

    private const string NameMark = "-- name: ";

    /// <summary>Clustering and grain storage.</summary>
    public static SchemaScript PostgreSql { get; } = Read(PostgreSqlName);

    /// <summary>Grain storage.</summary>
    public static SchemaScript Sqlite { get; } = Read(SqliteName);

    public int Version => Steps.Length;

    private static SchemaScript Read(string database)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        while (Find($"{database}.{steps.Count + 1}.sql") is { } step)
            steps.Add(step);
        var queries = Find($"{database}.queries.sql")!.Split(NameMark, StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2));
        return new SchemaScript(database, steps.ToImmutable(), queries.ToImmutableSortedDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.Ordinal));
    }

    private static string? Find(string name)
    {
        using var stream = typeof(SchemaScript).Assembly.GetManifestResourceStream($"QuantTradeAI.Silo.Schema.{name}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
