using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>A credential that nothing gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Variable">The variable that could give it.</param>
/// <param name="IsSet">Whether that one is set, though blank.</param>
internal sealed record MissingCredential(string Name, string Variable, bool IsSet)
{
    private string State => IsSet ? "blank" : "not set";

    /// <summary>One problem for all of them.</summary>
    public static NegotiationProblem Tell(NegotiationSide side, ImmutableArray<MissingCredential> missing)
    {
        ImmutableArray<NegotiationProblem> apart = [.. missing.Select(each => new NegotiationProblem(
            side, $"credentials.{each.Name}", $"missing; expected the credential here, or in the variable {each.Variable}, which is {each.State}"))];
        if (apart is [var one])
            return one;
        var names = string.Join(", ", missing.Select(each => each.Name));
        var variables = string.Join(", ", missing.Select(each => $"{each.Variable}, which is {each.State}"));
        return new NegotiationProblem(side, "credentials", $"{names} are missing; expected them here, or in the variables {variables}") { Apart = apart };
    }
}
