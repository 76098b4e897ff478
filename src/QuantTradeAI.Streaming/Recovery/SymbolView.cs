using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>What a <see cref="SymbolEpisode"/> knew at one moment.</summary>
/// <param name="Group">The group that it belongs to.</param>
/// <param name="Active">The source; the default value before there is one.</param>
/// <param name="Since">Since when.</param>
/// <param name="Changes">How often it changed.</param>
/// <param name="Verdict">The last decision.</param>
/// <param name="Candidates">In order of priority; those only that run.</param>
internal sealed record SymbolView(
    FailoverGroup Group, ProviderId Active, DateTimeOffset Since, long Changes, FailoverVerdict Verdict, ImmutableArray<CandidateNote> Candidates)
{
    public bool IsPanic => Verdict.IsPanic;

    /// <summary>Whether the active one is to be left as soon as another is well.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>The active one among <see cref="Candidates"/>; -1 when it is none of them.</summary>
    public int ActiveIndex => IndexOf(Active);

    /// <summary>Since when the active one is both the source and well; null when it is not well.</summary>
    public DateTimeOffset? ServedSince => ActiveIndex is var index and >= 0 && Candidates[index].IsWell
        ? Max(Since, Candidates[index].Candidate.WellSince)
        : null;

    public int IndexOf(ProviderId provider)
    {
        for (var i = 0; i < Candidates.Length; i++)
        {
            if (Candidates[i].Provider == provider)
                return i;
        }

        return -1;
    }

    public SymbolSourceStatus ToStatus(Symbol symbol) => new(
        symbol.Name,
        Active == default ? null : Active.Name,
        Active == default ? null : Since,
        Changes,
        IsPanic,
        Verdict.FailbackAt,
        [.. Candidates.Select(Show), .. Group.Providers.Where(one => IndexOf(one) < 0).Select(one => new SourceCandidate(one.Name, null, false, null, "it does not run"))]);

    private static SourceCandidate Show(CandidateNote one) =>
        new(one.Provider.Name, one.State, one.IsWell, one.IsWell ? one.Candidate.WellSince : null, one.Reason);

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
