using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Tests.Recovery;

public class FailoverDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);

    // Candidates best first: w30 = well for 30 s, x = unwell, ? = unheard. Who = the incumbent, - for none, and for how long it has been the source.
    // Answer: who, ! in panic, and in how many seconds it is to be looked at again.
    [Theory]
    [InlineData("? ?", "-", "a")]
    [InlineData("? w1", "-", "b")]
    [InlineData("w1 w90", "-", "a")]
    [InlineData("x w1 w90", "-", "b")]
    [InlineData("x ?", "-", "a 10")]
    [InlineData("x ?", "a4", "a 6")]
    [InlineData("x ?", "a10", "a!")]
    [InlineData("x x", "a0", "a!")]
    [InlineData("? ?", "b0", "b")]
    [InlineData("x ?", "a99", "a!")]
    [InlineData("x ?", "b99", "b!")]
    [InlineData("x x x", "b99", "b!")]
    [InlineData("w1 w1", "a0", "a")]
    [InlineData("x w0", "a99", "b")]
    [InlineData("x w1 w90", "a99", "b")]
    [InlineData("x x w1", "a99", "c")]
    [InlineData("x x w1", "b99", "c")]
    [InlineData("w0 x", "b99", "a")]
    [InlineData("w0 x w90", "b99", "a")]
    [InlineData("w0 w90", "b99", "b 60")]
    [InlineData("w59 w90", "b99", "b 1")]
    [InlineData("w60 w90", "b99", "a")]
    [InlineData("w90 w90", "b0", "a")]
    [InlineData("w0 w60 w90", "c99", "b 60")]
    [InlineData("w20 w30 w90", "c99", "c 30")]
    [InlineData("x w90 w60", "b99", "b")]
    [InlineData("w10 w90 x", "c99", "a")]
    [InlineData("? w90", "a0", "a 10")]
    [InlineData("? w90", "a9", "a 1")]
    [InlineData("? w90", "a10", "b")]
    [InlineData("? x", "a99", "a!")]
    [InlineData("w5 ?", "b3", "b 7")]
    public void Decide_Candidates_ChoosesAndSaysWhenToLookAgain(string candidates, string incumbent, string answer)
    {
        var index = incumbent == "-" ? FailoverDecision.Nobody : incumbent[0] - 'a';
        var since = incumbent == "-" ? default : Now - TimeSpan.FromSeconds(int.Parse(incumbent[1..]));

        var verdict = FailoverDecision.Decide([.. candidates.Split(' ').Select(Parse)], index, since, Now, Quiet);

        var again = verdict.ReviewAt is { } at ? $" {(at - Now).TotalSeconds}" : "";
        Assert.Equal(answer, $"{(char)('a' + verdict.Chosen)}{(verdict.IsPanic ? "!" : "")}{again}");
    }

    [Property(MaxTest = 2_000)]
    public Property Decide_SomebodyIsWell_ChoosesOneThatIs() => Holds(situation =>
    {
        var verdict = situation.Decide();
        var isWaitedFor = situation.IsIncumbentWaitedFor;
        return !situation.Candidates.Any(one => one.IsWell) || situation.Candidates[verdict.Chosen].IsWell || (isWaitedFor && verdict.Chosen == situation.Incumbent);
    });

    [Property(MaxTest = 2_000)]
    public Property Decide_NobodyIsWell_KeepsTheIncumbent() => Holds(situation =>
        situation.Candidates.Any(one => one.IsWell) || situation.Decide().Chosen == Math.Max(situation.Incumbent, 0));

    [Property(MaxTest = 2_000)]
    public Property Decide_IncumbentIsWell_LeavesItOnlyForABetterOneAfterTheQuietTime() => Holds(situation =>
    {
        var chosen = situation.Decide().Chosen;
        return situation.Incumbent < 0 || !situation.Candidates[situation.Incumbent].IsWell || chosen == situation.Incumbent
            || (chosen < situation.Incumbent && Now - situation.Candidates[chosen].WellSince >= Quiet);
    });

    [Property(MaxTest = 2_000)]
    public Property Decide_Again_StaysWithItsChoice() => Holds(situation =>
    {
        var chosen = situation.Decide().Chosen;
        return (situation with { Incumbent = chosen, Since = Now }).Decide().Chosen == chosen;
    });

    [Property(MaxTest = 2_000)]
    public Property Decide_AtTheTimeItNames_ChangesItsMindOrNamesALaterOne() => Holds(situation =>
    {
        var verdict = situation.Decide();
        if (verdict.ReviewAt is not { } at)
            return true;
        var since = verdict.Chosen == situation.Incumbent ? situation.Since : Now;
        var then = FailoverDecision.Decide(situation.Candidates, verdict.Chosen, since, at, Quiet);
        return at > Now && (then.Chosen != verdict.Chosen || then.ReviewAt is null || then.ReviewAt > at);
    });

    [Property(MaxTest = 300)]
    public void Source_ThatFlapsFasterThanTheQuietTime_IsLeftOnce(byte[] pauses)
    {
        var (incumbent, since, changes) = (0, Now, 0);
        var (isWell, wellSince, now) = (true, Now, Now);
        foreach (var pause in pauses)
        {
            now += TimeSpan.FromSeconds(pause % 60);
            isWell = !isWell;
            wellSince = isWell ? now : wellSince;
            var first = isWell ? new Candidate(Wellness.Well, wellSince) : new Candidate(Wellness.Unwell);
            var chosen = FailoverDecision.Decide([first, new Candidate(Wellness.Well, Now)], incumbent, since, now, Quiet).Chosen;
            if (chosen == incumbent)
                continue;
            (incumbent, since, changes) = (chosen, now, changes + 1);
        }

        Assert.True(changes <= 1, $"It was left {changes} times.");
    }

    private static Candidate Parse(string word) => word[0] switch
    {
        'w' => new Candidate(Wellness.Well, Now - TimeSpan.FromSeconds(int.Parse(word[1..]))),
        '?' => new Candidate(Wellness.Unheard),
        _ => new Candidate(Wellness.Unwell),
    };

    private static Property Holds(Func<Situation, bool> holds) => Prop.ForAll(Situations().ToArbitrary(), holds);

    private static Gen<Situation> Situations() =>
        from count in Gen.Choose(1, 5)
        from candidates in Gen.Elements(Wellness.Unwell, Wellness.Unheard, Wellness.Well)
            .SelectMany(wellness => Gen.Choose(0, 120), (wellness, age) => new Candidate(wellness, Now - TimeSpan.FromSeconds(age)))
            .ArrayOf(count)
        from incumbent in Gen.Choose(FailoverDecision.Nobody, count - 1)
        from age in Gen.Choose(0, 20)
        select new Situation(candidates, incumbent, Now - TimeSpan.FromSeconds(age));

    private sealed record Situation(Candidate[] Candidates, int Incumbent, DateTimeOffset Since)
    {
        public bool IsIncumbentWaitedFor =>
            Incumbent >= 0 && Candidates[Incumbent].Wellness == Wellness.Unheard && Now - Since < FailoverDecision.FirstWordPatience;

        public FailoverVerdict Decide() => FailoverDecision.Decide(Candidates, Incumbent, Since, Now, Quiet);

        public override string ToString() => $"{string.Join(' ', Candidates)}; {Incumbent} since {Since}";
    }
}
