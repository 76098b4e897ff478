namespace QuantTradeAI.Gateway.Commands;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
}
