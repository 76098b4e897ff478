using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads which providers a streaming configuration names, and nothing else of it.</summary>
public static class ProviderNamesReader
{
    /// <summary>Their names, in the order of the file; what is no name is left out.</summary>
    /// <exception cref="Providers.ProviderConfigurationException">The text is no YAML or JSON; all problems, one a line.</exception>
    public static ImmutableArray<string> Parse(string file, string text)
    {
        var problems = new ProblemList();
        var root = problems.Collect(() => ConfigFile.Parse(file, text, problems));
        problems.ThrowIfAny();
        return [.. root.Member("streaming").Items("providers").Select(one => one.Text("name")).OfType<string>()];
    }
}
