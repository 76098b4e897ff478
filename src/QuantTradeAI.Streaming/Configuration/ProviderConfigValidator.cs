using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads providers' documents and negotiates what they ask for against what the adapter can.</summary>
/// <param name="variables">The environment for placeholders and credentials, null for what is not set; the process's by default.</param>
public sealed class ProviderConfigValidator(Func<string, string?>? variables = null)
{
    private readonly Func<string, string?> _variables = variables ?? Environment.GetEnvironmentVariable;

    /// <summary>Reads a document: .yaml, .yml or .json.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The environment to use; null for the document's own <c>environment</c>, else <c>dev</c>.</param>
    /// <exception cref="ProviderConfigurationException">All problems of the file, one a line, each with its place.</exception>
    public ProviderDocument LoadFromPath(string path, string? environment = null)
    {
        var problems = new ProblemList();
        var document = problems.Collect(() => ProviderDocumentReader.Read(path, environment, _variables, problems));
        problems.ThrowIfAny();
        return document!;
    }

    /// <summary>The settings that a provider runs with.</summary>
    /// <param name="adapter">The provider's adapter.</param>
    /// <param name="model">Its document.</param>
    /// <exception cref="ProviderConfigurationException">All that the adapter cannot do or is not given, one a line, each with its place.</exception>
    public ProviderSettings Validate(StreamingProviderAdapter adapter, ProviderDocument model)
    {
        var problems = new ProblemList();
        var settings = problems.Collect(() => ProviderNegotiation.Negotiate(null, model, adapter, _variables, problems, Place.StartOf(model.File)));
        problems.ThrowIfAny();
        return settings!;
    }
}
