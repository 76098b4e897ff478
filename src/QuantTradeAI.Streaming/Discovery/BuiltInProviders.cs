using System.Collections.Immutable;
using NuGet.Versioning;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>The built-in adapters, ready to serve. They never change while the process lives.</summary>
/// <param name="Providers">Those that work.</param>
/// <param name="Problems">Those that do not.</param>
internal sealed record BuiltInProviders(ImmutableArray<RegisteredProvider> Providers, ImmutableArray<UnusedProvider> Problems)
{
    public static BuiltInProviders Find(IReadOnlyList<Type>? types)
    {
        var providers = ImmutableArray.CreateBuilder<RegisteredProvider>();
        var problems = ImmutableArray.CreateBuilder<UnusedProvider>();
        try
        {
            foreach (var type in types ?? BuiltInAdapterSource.FindTypes())
                Add(type, providers, problems);
        }
        catch (ProviderDiscoveryException missing)
        {
            problems.Add(new UnusedProvider("", "", "built-in", UnusedKind.Refused, missing.Message));
        }

        return new BuiltInProviders(providers.ToImmutable(), problems.ToImmutable());
    }

    private static void Add(Type type, ImmutableArray<RegisteredProvider>.Builder providers, ImmutableArray<UnusedProvider>.Builder problems)
    {
        var path = type.Assembly.Location;
        var (name, version) = ("", "");
        try
        {
            var adapter = Make();
            var metadata = AdapterDescription.Of(adapter, path, ProviderOrigin.BuiltIn);
            (name, version) = (metadata.Name, metadata.Version);
            DependencyCheck.Require(metadata.Dependencies, _ => null);
            providers.Add(new RegisteredProvider(
                new ProviderClaim(name, NuGetVersion.Parse(version), ProviderOrigin.BuiltIn, path, type.FullName ?? type.Name), metadata, Make));
        }
        catch (Exception error)
        {
            var reason = error is PluginRefusedException ? error.Message : $"{type.Name} cannot be made: {PluginRefusedException.Sentence(error)}";
            problems.Add(new UnusedProvider(name, version, path, UnusedKind.Refused, reason));
        }

        StreamingProviderAdapter Make() => (StreamingProviderAdapter)Activator.CreateInstance(type)!;
    }
}
