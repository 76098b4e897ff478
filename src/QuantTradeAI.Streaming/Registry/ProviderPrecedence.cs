using System.Collections.Immutable;
using NuGet.Versioning;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>
/// Who serves a name that several claim: the higher semantic version; at the same version what serves already, new content of
/// its own folder first; then the built-in one; then the first by path. Pure, and independent of the order of claims.
/// </summary>
internal static class ProviderPrecedence
{
    /// <summary>The claims of one name, in the order in which they are tried.</summary>
    public static ImmutableArray<ProviderClaim> Order(IEnumerable<ProviderClaim> claims)
    {
        var all = claims.ToImmutableArray();
        var serving = all.FirstOrDefault(claim => claim.IsServing);
        return
        [
            .. all
                .OrderByDescending(claim => claim.Version, VersionComparer.VersionRelease)
                .ThenBy(claim => Rank(claim, serving))
                .ThenBy(claim => claim.Path, StringComparer.Ordinal)
                .ThenBy(claim => claim.Content, StringComparer.Ordinal),
        ];
    }

    /// <summary>What becomes of a claim that was not tried because <paramref name="winner"/> comes before it; null when there is nothing to tell.</summary>
    public static UnusedProvider? Judge(ProviderClaim claim, ProviderClaim winner)
    {
        if (claim.IsHeld || claim == winner)
            return null;
        var (kind, why) = (claim.Path == winner.Path, VersionComparer.VersionRelease.Equals(claim.Version, winner.Version)) switch
        {
            (true, false) => (UnusedKind.Downgrade, $"lower than {winner.Version}, which serves; remove the folder, then put the lower version back"),
            (_, true) => (UnusedKind.Conflict, $"the same version comes from {winner.Path}; remove one of the two, or raise a version"),
            _ => (UnusedKind.Superseded, $"{winner.Version} from {winner.Path} is higher"),
        };
        return new UnusedProvider(claim.Name, claim.Version.ToNormalizedString(), claim.Path, kind, why);
    }

    private static int Rank(ProviderClaim claim, ProviderClaim? serving) => claim switch
    {
        { IsServing: true } => 1,
        _ when claim.Path == serving?.Path => 0,
        { Origin: ProviderOrigin.BuiltIn } => 2,
        _ => 3,
    };
}
