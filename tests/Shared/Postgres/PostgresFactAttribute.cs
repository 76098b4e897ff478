namespace QuantTradeAI.Tests.Postgres;

/// <summary>A test that needs a PostgreSQL server of its own; skipped by name where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresPrograms.Folder is null)
            Skip = PostgresPrograms.Missing;
    }
}
