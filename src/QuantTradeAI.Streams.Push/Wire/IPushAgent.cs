namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>One per silo: speaks for the grains of streams that live there.</summary>
[Alias("push.IPushAgent")]
internal interface IPushAgent : IGrainObserver
{
    /// <summary>A process lives, and believes that this is entered at the silo's grains. False when that is not so: it has to enter all of it again.</summary>
    [Alias("Renew")]
    Task<bool> RenewAsync(Guid process, EntryTally tally);

    /// <summary>After that: a process is about to enter all of it again. What it does not is taken back when its lease would have ended.</summary>
    [Alias("BeginAnew")]
    Task BeginAnewAsync(Guid process);
}
