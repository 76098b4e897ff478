using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;
using QuantTradeAI.Streaming.Configuration.Schema;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads a provider's document. All of it is checked; placeholders are looked up in the chosen environment only.</summary>
internal static class ProviderDocumentReader
{
    private const string Environments = "environments";

    /// <summary>The document, or null with the problems that keep it from being used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The environment to choose; null leaves it to the document.</param>
    /// <param name="variables">Where placeholders are looked up.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static ProviderDocument? Read(string path, string? environment, Func<string, string?> variables, ProblemList problems) =>
        ConfigFile.Read(path, problems) is { } root ? Read(path, root, environment, null, variables, problems) : null;

    /// <summary>The document of an entry of <c>streaming.providers</c>; what placeholders filled in there is not shown.</summary>
    public static ProviderDocument? Read(string file, ScalarNode config, ScalarNode? environment, ConfigSources sources, ProblemList problems)
    {
        var path = ConfigFile.Beside(file, config.Text);
        return ConfigFile.Read(path, problems, ConfigFile.Beside(file, config.Written)) is { } root
            ? Read(path, root, environment?.Text ?? sources.Environment, environment?.Source, sources.Variables, problems)
            : null;
    }

    /// <inheritdoc cref="Read(string, string?, Func{string, string?}, ProblemList)"/>
    public static ProviderDocument? Read(
        string file, ConfigNode root, string? environment, string? environmentSource, Func<string, string?> variables, ProblemList problems)
    {
        var interpolator = new Interpolator(file, variables, problems);
        var head = root is MappingNode mapping
            ? mapping with { Members = [.. mapping.Members.Select(member => member.Key.Text == Environments ? member : new(member.Key, interpolator.Resolve(member.Value, member.Key.Text)))] }
            : root;
        var isKnown = environment is not null || head.Member("environment") is null or ScalarNode;
        var name = environment ?? (head.Member("environment") is ScalarNode { IsNull: false } scalar ? scalar.Text : ProviderSettings.DefaultEnvironment);
        var accepted = ProviderSchema.Root.Accept(ResolveEnvironments(head, isKnown ? name : null, interpolator), "", problems);
        if (accepted is null || !isKnown || Choose(head, accepted, (environment, environmentSource), name, problems) is not { } chosen || accepted.Text("provider") is not { } provider)
            return null;
        return new ProviderDocument
        {
            File = file,
            Provider = provider,
            Environment = name,
            EnvironmentNames = [.. NamesIn(accepted)],
            Settings = Map(chosen),
            Places = ConfigPlaces.Of(chosen, KeyValuePair.Create("provider", accepted.Member("provider")!)),
        };
    }

    private static ConfigNode ResolveEnvironments(ConfigNode head, string? name, Interpolator interpolator)
    {
        if (head.Member(Environments) is not MappingNode environments)
            return head;
        var resolved = environments with
        {
            Members = [.. environments.Members.Select(member => KeyValuePair.Create(
                member.Key,
                member.Key.Text == name
                    ? interpolator.Resolve(member.Value, ConfigPath.Join(Environments, member.Key.Text))
                    : interpolator.Leave(member.Value, ConfigPath.Join(Environments, member.Key.Text))))],
        };
        return (MappingNode)head with
        {
            Members = [.. ((MappingNode)head).Members.Select(member => member.Key.Text == Environments ? new(member.Key, resolved) : member)],
        };
    }

    /// <summary>The chosen environment, if it is there and enabled.</summary>
    private static ConfigNode? Choose(
        ConfigNode head, ConfigNode accepted, (string? Name, string? Source) argument, string name, ProblemList problems)
    {
        if (head.Member(Environments) is not MappingNode { Members.Count: > 0 } written)
            return null;
        var chosen = accepted.Member(Environments).Member(name);
        if (chosen is null && written.Members.Any(member => member.Key.Text == name))
            return null;
        if (chosen is null)
        {
            var asked = argument.Name is null && accepted is MappingNode && head.Member("environment") is ScalarNode { IsNull: false } scalar ? scalar with { Path = "environment" } : null;
            var names = written.Members.Select(member => member.Key.Text).ToList();
            var (got, hint) = (asked?.Source ?? argument.Source) is { } source ? (source, "") : (Shown.Quoted(name), Nearest.DidYouMean(name, names));
            problems.Add(
                asked ?? (ConfigNode)(written with { Path = Environments }),
                $"got {got}; expected an environment of this document: {string.Join(", ", names.Order(StringComparer.Ordinal).Select(Shown.Plain))}{hint}");
            return null;
        }

        if (chosen.Flag("enabled") is not false)
            return chosen;
        var enabled = NamesIn(accepted).Where(other => accepted.Member(Environments).Member(other).Flag("enabled") is not false).ToList();
        problems.Add(
            chosen.Member("enabled")!,
            $"the environment {argument.Source ?? Shown.Quoted(name)} is disabled; expected an enabled one{(enabled.Count == 0 ? "" : $": {string.Join(", ", enabled)}")}");
        return null;
    }

    private static IEnumerable<string> NamesIn(ConfigNode accepted) =>
        accepted.Member(Environments) is MappingNode environments ? environments.Members.Select(member => member.Key.Text).Order(StringComparer.Ordinal) : [];

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
