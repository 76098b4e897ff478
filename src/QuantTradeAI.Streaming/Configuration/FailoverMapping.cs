using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>failover</c>, a list of groups or a mapping by name, to records.</summary>
internal static class FailoverMapping
{
    /// <summary>The groups; a provider that is not configured, a name that is taken and a symbol in two groups are problems.</summary>
    public static ImmutableArray<FailoverGroupConfig> Map(ConfigNode? node, IReadOnlyCollection<string> providers, ProblemList problems)
    {
        var groups = node switch
        {
            MappingNode mapping => mapping.Members.Select(member => (Name: member.Key.Text, Group: member.Value)),
            SequenceNode list => list.Items.Select(group => (Name: group.Text("name") ?? "", Group: group)),
            _ => [],
        };
        var (names, symbols) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        return [.. groups.Select(group =>
        {
            if (group.Name.Length > 0 && !names.Add(group.Name))
                problems.Add(group.Group.Member("name")!, $"the group {group.Group.Member("name")!.Describe()} stands here twice; expected each once");
            foreach (var provider in group.Group.Items("providers").OfType<ScalarNode>().Where(provider => !providers.Contains(provider.Text)))
                problems.Add(provider, UnknownProvider.InConfiguration(provider, providers));
            foreach (var symbol in group.Group.Items("symbols").OfType<ScalarNode>().Where(symbol => !symbols.Add(symbol.Text)))
                problems.Add(symbol, $"the symbol {symbol.Describe()} is in another group already; expected each in one group only");
            return MapGroup(group.Name, group.Group);
        })];
    }

    private static FailoverGroupConfig MapGroup(string name, ConfigNode group) => new()
    {
        Name = name,
        Symbols = group.Texts("symbols") ?? [],
        Providers = group.Texts("providers") ?? [],
        IsHot = group.Text("standby") is not "cold",
        FailbackAfter = group.Seconds("failback_after") ?? FailoverGroupConfig.DefaultFailbackAfter,
        StaleAfter = group.Seconds("stale_after") ?? FailoverGroupConfig.DefaultStaleAfter,
    };
}
