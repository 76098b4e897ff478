using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;
using QuantTradeAI.Streaming.Configuration.Schema;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads a provider's document. All of it is checked; placeholders are looked up in the chosen environment only.</summary>
internal static class ProviderDocumentReader
{
    private const string Environments = EnvironmentChoice.Environments;

    /// <summary>The document, or null with the problems that keep it from being used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The environment to choose; null leaves it to the document.</param>
    /// <param name="variables">Where placeholders are looked up.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static ProviderDocument? Read(string path, string? environment, Func<string, string?> variables, ProblemList problems) =>
        ConfigFile.Read(path, problems) is { } root ? Read(path, root, Asked(environment), variables, problems) : null;

    /// <summary>The document of an entry of <c>streaming.providers</c>; what placeholders filled in there is not shown.</summary>
    public static ProviderDocument? Read(string file, ScalarNode config, ScalarNode? environment, ConfigSources sources, ProblemList problems)
    {
        var path = ConfigFile.Beside(file, config.Text);
        var asked = environment is null ? Asked(sources.Environment) : new EnvironmentChoice(environment.Text, environment.Source);
        return ConfigFile.Read(path, problems, ConfigFile.Beside(file, config.Written), sources.Files) is { } root
            ? Read(path, root, asked, sources.Variables, problems)
            : null;
    }

    /// <summary>The document that was parsed already.</summary>
    public static ProviderDocument? Read(string file, ConfigNode root, EnvironmentChoice? asked, Func<string, string?> variables, ProblemList problems)
    {
        var interpolator = new Interpolator(file, variables, problems);
        var head = Change(root, key => key != Environments, (key, value) => interpolator.Resolve(value, key));
        var choice = asked ?? EnvironmentChoice.OfDocument(head);
        var whole = Change(head, key => key == Environments, (_, all) => Change(all, _ => true, (name, one) => name == choice?.Name
            ? interpolator.Resolve(one, ConfigPath.Join(Environments, name))
            : interpolator.Leave(one, ConfigPath.Join(Environments, name))));
        var accepted = ProviderSchema.Root.Accept(whole, "", problems);
        if (choice is null
            || head.Member(Environments) is not MappingNode { Members.Count: > 0 } written
            || choice.Find(written, accepted.Member(Environments), problems) is not { } chosen
            || accepted.Member("provider") is not ScalarNode provider)
            return null;
        return new ProviderDocument
        {
            File = file,
            Provider = provider.Text,
            Environment = choice.Name,
            EnvironmentNames = [.. written.Members.Select(member => member.Key.Text)],
            Settings = Map(chosen),
            Places = ConfigPlaces.Of(chosen, KeyValuePair.Create<string, ConfigNode>("provider", provider)),
        };
    }

    /// <summary>The environment that a caller asks for.</summary>
    public static EnvironmentChoice? Asked(string? environment) => environment is null ? null : new EnvironmentChoice(environment);

    /// <summary>A mapping with some of its values changed; anything else as it is.</summary>
    private static ConfigNode Change(ConfigNode node, Func<string, bool> isMeant, Func<string, ConfigNode, ConfigNode> change) => node is MappingNode mapping
        ? mapping with
        {
            Members = [.. mapping.Members.Select(member =>
                isMeant(member.Key.Text) ? KeyValuePair.Create(member.Key, change(member.Key.Text, member.Value)) : member)],
        }
        : node;

    private static ProviderEnvironment Map(ConfigNode node) => new()
    {
        Enabled = node.Flag("enabled") ?? true,
        WebSocketUrl = node.Address("websocket_url"),
        AssetTypes = [.. node.Texts("asset_types") ?? []],
        DataTypes = DataTypeNames.Parse(node.Texts("data_types")),
        RateLimitPerMinute = node.Whole("rate_limit_per_minute"),
        MaxSubscriptions = node.Whole("max_subscriptions"),
        RequiresAuthentication = node.Flag("requires_authentication"),
        Credentials = CredentialsOf(node),
        Options = node.Pairs("options").ToImmutableDictionary(StringComparer.Ordinal),
    };

    /// <summary>The credentials of an entry or an environment.</summary>
    public static ImmutableSortedDictionary<string, Secret> CredentialsOf(ConfigNode node) =>
        node.Pairs("credentials").ToImmutableSortedDictionary(pair => pair.Key, pair => new Secret(pair.Value), StringComparer.Ordinal);
}
