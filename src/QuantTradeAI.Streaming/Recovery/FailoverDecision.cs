namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// Who is the source, of candidates in order of priority. The source of until now stays while it is well, until a better one has been
/// well for the quiet time; it is left at once for the best that is well when it is not; and where nobody is well nothing changes.
/// </summary>
internal static class FailoverDecision
{
    /// <summary>How long somebody who has told nothing yet is waited for: the source while another one could be used, and others before it is panic.</summary>
    public static readonly TimeSpan FirstWordPatience = TimeSpan.FromSeconds(10);

    /// <summary>The incumbent's index when there is none.</summary>
    public const int Nobody = -1;

    /// <param name="candidates">Best first; at least one.</param>
    /// <param name="incumbent">The index of the source until now, or <see cref="Nobody"/>.</param>
    /// <param name="since">Since when the incumbent is the source.</param>
    /// <param name="now">The time.</param>
    /// <param name="failbackAfter">How long a better one must have been well.</param>
    public static FailoverVerdict Decide(
        ReadOnlySpan<Candidate> candidates, int incumbent, DateTimeOffset since, DateTimeOffset now, TimeSpan failbackAfter)
    {
        var best = BestWell(candidates);
        if (best == Nobody)
            return Stay(candidates, incumbent, incumbent == Nobody ? now : since, now);
        if (incumbent == Nobody)
            return Settle(candidates, best, now, failbackAfter);
        var isWaitedFor = candidates[incumbent].Wellness == Wellness.Unheard && now - since < FirstWordPatience;
        if (isWaitedFor)
            return new FailoverVerdict(incumbent, IsPanic: false, null, since + FirstWordPatience);
        if (!candidates[incumbent].IsWell)
            return Settle(candidates, best, now, failbackAfter);

        for (var better = 0; better < incumbent; better++)
        {
            if (candidates[better].IsWell && now - candidates[better].WellSince >= failbackAfter)
                return Settle(candidates, better, now, failbackAfter);
        }

        return Settle(candidates, incumbent, now, failbackAfter);
    }

    private static FailoverVerdict Stay(ReadOnlySpan<Candidate> candidates, int incumbent, DateTimeOffset since, DateTimeOffset now)
    {
        var isWithout = Has(candidates, Wellness.Unwell);
        var isWaiting = isWithout && Has(candidates, Wellness.Unheard) && now - since < FirstWordPatience;
        return new FailoverVerdict(Math.Max(incumbent, 0), isWithout && !isWaiting, null, isWaiting ? since + FirstWordPatience : null) { IsWithout = isWithout };
    }

    private static FailoverVerdict Settle(ReadOnlySpan<Candidate> candidates, int chosen, DateTimeOffset now, TimeSpan failbackAfter)
    {
        DateTimeOffset? failbackAt = null;
        for (var better = 0; better < chosen; better++)
        {
            if (!candidates[better].IsWell)
                continue;
            var due = candidates[better].WellSince + failbackAfter;
            due = due < now ? now : due;
            failbackAt = failbackAt < due ? failbackAt : due;
        }

        return new FailoverVerdict(chosen, IsPanic: false, failbackAt, failbackAt);
    }

    private static int BestWell(ReadOnlySpan<Candidate> candidates)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            if (candidates[i].IsWell)
                return i;
        }

        return Nobody;
    }

    private static bool Has(ReadOnlySpan<Candidate> candidates, Wellness wellness)
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Wellness == wellness)
                return true;
        }

        return false;
    }
}
