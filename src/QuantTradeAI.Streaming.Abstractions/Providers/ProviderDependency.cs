namespace QuantTradeAI.Streaming.Providers;

/// <summary>An assembly that an adapter cannot work without.</summary>
/// <param name="AssemblyName">Its simple name.</param>
/// <param name="VersionRange">A NuGet version range, <c>[1.2,2.0)</c>; empty for any.</param>
public sealed record ProviderDependency(string AssemblyName, string VersionRange = "");
