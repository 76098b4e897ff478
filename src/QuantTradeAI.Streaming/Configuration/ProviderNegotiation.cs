using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Negotiation;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Agrees on what a provider runs with: what the user wrote, within what its adapter can.</summary>
public static class ProviderNegotiation
{
    /// <summary>The settings of an entry of <c>streaming.providers</c>, with its document if it has one. Reads no file.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="adapter">The provider's adapter.</param>
    /// <param name="variables">The environment for credentials that nothing else gives; null for the process's.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static ProviderSettings Negotiate(ProviderConfig entry, StreamingProviderAdapter adapter, Func<string, string?>? variables = null)
    {
        var problems = new ProblemList();
        var settings = problems.Collect(() => Negotiate(entry, entry.Document, adapter, variables ?? Environment.GetEnvironmentVariable, problems, new Place("", 0, 0)));
        problems.ThrowIfAny();
        return settings!;
    }

    /// <summary>The settings, or null with each problem at the key that it is about, unless that key has one already.</summary>
    internal static ProviderSettings? Negotiate(
        ProviderConfig? entry,
        ProviderDocument? document,
        StreamingProviderAdapter adapter,
        Func<string, string?> variables,
        ProblemList problems,
        Place unknown)
    {
        var result = Negotiator.Run(entry, document, adapter, variables);
        foreach (var problem in result.Problems)
        {
            var file = PlaceOf(problem).Place.File;
            if (!problem.Apart.IsEmpty && problem.Apart.Any(part => problems.Has(file, PlaceOf(part).Path)))
            {
                foreach (var part in problem.Apart)
                    Add(part);
            }
            else
            {
                Add(problem);
            }
        }

        return result.Settings;

        void Add(NegotiationProblem problem)
        {
            var (place, path) = PlaceOf(problem);
            if (problem.Key.Length == 0 || !problems.Has(place.File, path))
                problems.Add(place, path.TrimEnd('.'), problem.Message);
        }

        (Place Place, string Path) PlaceOf(NegotiationProblem problem)
        {
            var places = problem.Place == NegotiationSide.Entry ? entry!.Places : document!.Places;
            var path = places.Find("") is null ? ConfigPath.Under(entry?.Name ?? document!.Provider, places.PathOf(problem.Key)) : places.PathOf(problem.Key);
            return (places.Find(problem.Key) ?? unknown, path);
        }
    }
}
