using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What was found in a configuration file.</summary>
/// <param name="File">The file's path as it was given.</param>
/// <param name="Kind">What it is, by its content.</param>
/// <param name="Problems">All that is wrong, in it and in the documents that it refers to; empty when it can be used.</param>
public sealed record ConfigCheckResult(string File, ConfigDocumentKind Kind, ImmutableArray<ConfigProblem> Problems);
