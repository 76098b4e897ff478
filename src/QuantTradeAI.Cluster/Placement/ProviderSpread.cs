using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>
/// Spreads providers over silos so that all have about as many. Providers that run nowhere get their silos one after another, those with
/// the least choice first, each the silo with the fewest; silos that have as many are told apart by a hash. Pure: silos that know the same decide the same.
/// </summary>
internal static class ProviderSpread
{
    /// <param name="provider">Whom to place.</param>
    /// <param name="providers">All that there are, <paramref name="provider"/> among them.</param>
    /// <param name="owners">Where others run already.</param>
    /// <param name="eligible">The silos that a provider may run on.</param>
    public static SiloAddress Choose(
        string provider, ImmutableSortedSet<string> providers, IReadOnlyDictionary<string, SiloAddress> owners, Func<string, IReadOnlyCollection<SiloAddress>> eligible)
    {
        var counts = owners.Values.CountBy(silo => silo).ToDictionary();
        var waiting = providers.Where(next => !owners.ContainsKey(next)).Select(next => (Name: next, Silos: eligible(next))).Where(next => next.Silos.Count > 0);
        foreach (var (next, silos) in waiting.OrderBy(next => next.Silos.Count).ThenBy(next => next.Name, StringComparer.Ordinal))
        {
            var chosen = silos.MinBy(silo => (counts.GetValueOrDefault(silo), Hash(next, silo)))!;
            if (next == provider)
                return chosen;
            counts[chosen] = counts.GetValueOrDefault(chosen) + 1;
        }

        throw new ArgumentException($"No silo may have {provider}.", nameof(eligible));
    }

    private static ulong Hash(string provider, SiloAddress silo) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\n{silo.ToParsableString()}")));
}
