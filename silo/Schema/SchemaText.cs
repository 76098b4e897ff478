using System.Text;

namespace QuantTradeAI.Silo.Schema;

/// <summary>A schema as one script, for whoever applies it by hand or wants to read it.</summary>
internal static class SchemaText
{
    public static string Of(SchemaScript script)
    {
        var text = new StringBuilder($"-- {script.Database}, version {script.Version}\nBEGIN;\n\n{SchemaDatabase.VersionTable};\n\n");
        foreach (var step in script.Steps)
            text.Append(step).Append('\n');
        text.Append($"INSERT INTO {SchemaDatabase.VersionName} (version) VALUES ({script.Version});\n\n");
        foreach (var (name, query) in script.Queries)
            text.Append($"INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('{name}', '{query.Replace("'", "''", StringComparison.Ordinal)}');\n\n");
        return text.Append("COMMIT;\n").ToString();
    }
}
