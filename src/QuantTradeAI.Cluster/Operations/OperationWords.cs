using System.Text.Json;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster;

/// <summary>Operations and what came of them, in the words of the wire.</summary>
internal static class OperationWords
{
    public static bool TryParse(string word, out ProviderOperation operation)
    {
        operation = default;
        foreach (var known in Enum.GetValues<ProviderOperation>())
        {
            if (Of(known) != word)
                continue;
            operation = known;
            return true;
        }

        return false;
    }

    public static string Of(ProviderOperation operation) => Snake(operation.ToString());

    public static string Of(OperationResult result) => Snake(result.ToString());

    public static OperationReply Of(OperationOutcome outcome) => new(Of(outcome.Result), outcome.Message);

    /// <summary>What a reply says; a word that is not known here counts as not possible.</summary>
    public static OperationOutcome Read(OperationReply reply) => new(
        Enum.GetValues<OperationResult>().FirstOrDefault(known => Of(known) == reply.Result, OperationResult.NotPossible), reply.Message);

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
