using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster.Operations;

/// <summary>Has others take over from a provider, whichever silo its symbols live on.</summary>
internal static class ClusterFailover
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Asks all silos; what they say is one answer.</summary>
    public static async Task<OperationOutcome> DemoteAsync(IClusterCalls calls, string provider, TimeProvider clock)
    {
        var answers = await Task.WhenAll(calls.ActiveSilos.Select(silo => AskAsync(calls, silo, provider, clock))).ConfigureAwait(false);
        return Join(answers);
    }

    /// <summary>Done where one has done something; else the most that any has to say.</summary>
    internal static OperationOutcome Join(IReadOnlyCollection<OperationOutcome> answers)
    {
        foreach (var result in (ReadOnlySpan<OperationResult>)[OperationResult.Done, OperationResult.AlreadySo, OperationResult.NotPossible])
        {
            var alike = answers.Where(answer => answer.Result == result).Select(answer => answer.Message).Distinct().ToList();
            if (alike.Count > 0 && (result != OperationResult.AlreadySo || answers.All(answer => answer.Result != OperationResult.NotPossible)))
                return new OperationOutcome(result, string.Join(" ", alike));
        }

        return new OperationOutcome(OperationResult.NotPossible, "No silo has answered.");
    }

    private static async Task<OperationOutcome> AskAsync(IClusterCalls calls, string silo, string provider, TimeProvider clock)
    {
        try
        {
            return OperationWords.Read(await calls.DemoteAsync(silo, provider).WaitAsync(Deadline, clock).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            return new OperationOutcome(OperationResult.NotPossible, $"The silo {silo} has not answered: {error.Message}");
        }
    }
}
