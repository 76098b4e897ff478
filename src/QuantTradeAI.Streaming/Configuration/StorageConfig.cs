namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>storage</c>: where the state of providers is kept over a restart.</summary>
public sealed record StorageConfig
{
    /// <summary>In a file under <see cref="Directory"/>.</summary>
    public const string SqliteKind = "sqlite";

    /// <summary>Only as long as the process runs.</summary>
    public const string MemoryKind = "memory";

    /// <summary><see cref="Directory"/> unless told otherwise: beside the configuration file.</summary>
    public const string DefaultDirectory = "data";

    /// <summary><c>kind</c>: <c>sqlite</c> or <c>memory</c>.</summary>
    public string Kind { get; init; } = SqliteKind;

    /// <summary><c>directory</c>: by full path; in the file it is relative to it. Made when it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Nothing is kept: the default of configurations that were made in code.</summary>
    public static StorageConfig Memory { get; } = new() { Kind = MemoryKind, Directory = "" };
}
