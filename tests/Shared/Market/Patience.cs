namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>No test waits for ever, and one that waits in vain says for what.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task For(Task task, Func<string> what)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain for {what()}");
        }
    }

    public static Task For(Task task, string what) => For(task, () => what);
}
