using NuGet.Versioning;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>What a provider may be called, and how versions are written.</summary>
internal static class AdapterNames
{
    public const int MaxLength = 64;
    public const string ExpectedName = "1 to 64 lower-case letters, digits, '-', '_' and '.', beginning with a letter or digit";
    public const string ExpectedVersion = "a semantic version, like 1.2.0 or 2.0.0-beta.1";

    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');

    public static NuGetVersion? Version(string? text) =>
        text is { Length: <= MaxLength } && NuGetVersion.TryParseStrict(text, out var version) ? version : null;
}
