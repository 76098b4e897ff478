using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Client.Connecting;

/// <summary>Asks the cluster with a deadline, and says in words what went wrong.</summary>
internal static class Asking
{
    public static async Task<T> WithinAsync<T>(this Task<T> question, string what, CancellationToken stop)
    {
        try
        {
            return await question.WaitAsync(ClusterConnection.Deadline, stop);
        }
        catch (TimeoutException)
        {
            throw new CommandFailedException($"{what}: the cluster did not answer within {ClusterConnection.Deadline.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is OrleansException or ArgumentException or FormatException)
        {
            throw new CommandFailedException($"{what}: {error.Message}");
        }
    }
}
