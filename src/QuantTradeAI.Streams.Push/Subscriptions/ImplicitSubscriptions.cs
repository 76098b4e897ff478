using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Which grains are subscribed to a stream by their classes, as the cluster's manifest says.</summary>
internal sealed class ImplicitSubscriptions(GrainBindingsResolver bindings, IEnumerable<IStreamNamespacePredicateProvider> predicates, IServiceProvider services)
{
    private volatile Known? _known;

    public IEnumerable<GrainSubscription> Of(StreamId stream)
    {
        if (stream.GetNamespace() is not { } name)
            yield break;
        foreach (var (grain, predicate, mapper) in Current())
        {
            if (predicate.IsMatch(name))
                yield return Make(stream, GrainId.Create(grain.GrainType, mapper.GetGrainKeyId(grain, stream)));
        }
    }

    private static GrainSubscription Make(StreamId stream, GrainId grain) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{stream} {grain}"))[..16]), grain, IsImplicit: true);

    private (GrainBindings Grain, IStreamNamespacePredicate Predicate, IStreamIdMapper Mapper)[] Current()
    {
        var (version, all) = bindings.GetAllBindings();
        if (_known is not { } known || known.Version != version)
            _known = known = new Known(version, [.. Read(all.Values)]);
        return known.Bindings;
    }

    private IEnumerable<(GrainBindings Grain, IStreamNamespacePredicate Predicate, IStreamIdMapper Mapper)> Read(IEnumerable<GrainBindings> grains)
    {
        foreach (var grain in grains)
        {
            foreach (var binding in grain.Bindings)
            {
                if (binding.GetValueOrDefault(WellKnownGrainTypeProperties.BindingTypeKey) != WellKnownGrainTypeProperties.StreamBindingTypeValue
                    || binding.GetValueOrDefault(WellKnownGrainTypeProperties.StreamBindingPatternKey) is not { } pattern)
                    continue;
                var mapper = binding.GetValueOrDefault(WellKnownGrainTypeProperties.StreamIdMapperKey);
                yield return (grain, PredicateOf(grain, pattern), services.GetRequiredKeyedService<IStreamIdMapper>(string.IsNullOrWhiteSpace(mapper) ? DefaultStreamIdMapper.Name : mapper));
            }
        }
    }

    private IStreamNamespacePredicate PredicateOf(GrainBindings grain, string pattern)
    {
        foreach (var provider in predicates)
        {
            if (provider.TryGetPredicate(pattern, out var predicate))
                return predicate;
        }

        throw new InvalidOperationException($"{grain.GrainType} is subscribed to streams by the pattern '{pattern}', which no IStreamNamespacePredicateProvider here knows.");
    }

    private sealed record Known(MajorMinorVersion Version, (GrainBindings Grain, IStreamNamespacePredicate Predicate, IStreamIdMapper Mapper)[] Bindings);
}
