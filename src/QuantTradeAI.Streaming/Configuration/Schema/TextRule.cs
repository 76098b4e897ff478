using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A text. What looks like a number is text too where text is wanted: <c>010</c> stays <c>010</c>.</summary>
/// <param name="expected">In words.</param>
/// <param name="pattern">What all of it matches; null for any text that is not blank.</param>
/// <param name="isRight">What a pattern cannot say.</param>
/// <param name="hide">What messages say in place of a text that they must not repeat; null for the text itself.</param>
internal sealed class TextRule(string expected, string? pattern = null, Func<string, bool>? isRight = null, Func<string, string?>? hide = null) : ScalarRule
{
    private const string AnyPattern = @"[\s\S]*\S[\s\S]*";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Regex _pattern = new($@"\A(?:{pattern ?? AnyPattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);

    public override string Expected => expected;

    /// <summary>Whether a text is right.</summary>
    public bool Fits(string text) => _pattern.IsMatch(text) && (isRight is null || isRight(text));

    protected override ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems) =>
        Fits(scalar.Text) ? scalar : Refuse(scalar, problems, scalar.Source is null ? hide?.Invoke(scalar.Text) : null);

    protected override JsonObject ValueToJson()
    {
        var types = new JsonArray("string", "number", "boolean");
        return pattern is null ? new JsonObject { ["type"] = types } : new JsonObject { ["type"] = types, ["pattern"] = $"^(?:{pattern})$" };
    }
}
