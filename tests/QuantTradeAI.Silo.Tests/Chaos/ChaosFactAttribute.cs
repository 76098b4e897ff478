using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>A test that kills, pauses and restarts real silos for minutes: skipped by name unless it is asked for, or without PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChaosFactAttribute : FactAttribute
{
    public const string Variable = "CLUSTER_CHAOS";

    /// <summary>Whether these tests run.</summary>
    public static bool IsAskedFor => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public ChaosFactAttribute()
    {
        if (PostgresPrograms.Folder is null)
            Skip = PostgresPrograms.Missing;
        else if (!IsAskedFor)
            Skip = $"It takes minutes; {Variable}=1 runs it.";
    }
}
