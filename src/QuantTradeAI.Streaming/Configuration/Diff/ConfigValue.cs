using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>A value of a configuration.</summary>
/// <param name="Value">What is compared.</param>
/// <param name="IsSecret">Whether it, or what filled it in, may be a secret.</param>
/// <param name="Provider">The provider that it is about alone; else null.</param>
internal sealed record ConfigValue(string Value, bool IsSecret, string? Provider)
{
    public string Show(bool isSecret) => isSecret ? Secret.Mask : Documents.Shown.Line(Value);
}
