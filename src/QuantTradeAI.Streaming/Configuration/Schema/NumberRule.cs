using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A number within a range, both ends included; written as JSON writes numbers.</summary>
internal sealed partial class NumberRule(decimal least, decimal most, bool isWhole = true, string unit = "") : ScalarRule
{
    public override string Expected => string.Create(
        CultureInfo.InvariantCulture, $"a {(isWhole ? "whole number" : "number")}{(unit.Length == 0 ? "" : $" of {unit}")} from {least} to {most}");

    protected override ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems)
    {
        if (scalar.IsQuoted)
            return Refuse(scalar, problems, $"{scalar.Describe()} in quotes", ", without quotes");
        if (LeadingZero().IsMatch(scalar.Text))
            return Refuse(scalar, problems, hint: ", without leading zeros (to some readers they mean octal)");
        return Form().IsMatch(scalar.Text) && Value(scalar.Text) is { } value && value >= least && value <= most ? scalar : Refuse(scalar, problems);
    }

    protected override JsonObject ValueToJson() => new()
    {
        ["type"] = isWhole ? "integer" : "number",
        ["minimum"] = JsonNode.Parse(least.ToString(CultureInfo.InvariantCulture)),
        ["maximum"] = JsonNode.Parse(most.ToString(CultureInfo.InvariantCulture)),
    };

    private decimal? Value(string text)
    {
        var styles = NumberStyles.AllowLeadingSign | (isWhole ? NumberStyles.None : NumberStyles.AllowDecimalPoint);
        return decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex(@"\A-?[0-9]+(?:\.[0-9]+)?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A-?0[0-9]")]
    private static partial Regex LeadingZero();
}
