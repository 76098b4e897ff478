using QuantTradeAI.Streaming.Tests.Symbols;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

internal static class Deadlines
{
    /// <summary>Waits at most <see cref="HubRig.Deadline"/>, and says what did not come.</summary>
    public static async Task Within(this Task task, string missing)
    {
        try
        {
            await task.WaitAsync(HubRig.Deadline);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Missing after {HubRig.Deadline}: {missing}.");
        }
    }

    /// <inheritdoc cref="Within(Task, string)"/>
    public static async Task<T> Within<T>(this Task<T> task, string missing)
    {
        await Within((Task)task, missing);
        return await task;
    }
}
