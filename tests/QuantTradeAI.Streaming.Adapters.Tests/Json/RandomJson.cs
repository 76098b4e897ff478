using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Tests.Json;

/// <summary>JSON texts that a seed decides.</summary>
internal sealed class RandomJson(Random random)
{
    public static readonly string[] Names = ["a", "b", "stream", "data", "é", "x\"y"];

    private static readonly string[] SpelledNames = ["a", "b", "\\u0061", "stream", "str\\u0065am", "data", "é", "\\u00e9", "x\\\"y", "", "other"];
    private static readonly string[] Strings =
        ["", "plain", "0.35210000", "a string longer than sixteen bytes", "\\\"", "\\\\", "\\/\\b\\f\\n\\r\\t", "\\u0041", "\\ud83d\\ude00", "\\ud800", "日本語", "a😀b", "\u007f"];

    private static readonly string[] Numbers =
        ["0", "-0", "1", "-1", "12345678901234567890", "1.5", "0.001", "1e5", "1E+5", "1.5e-7", "-0.0e0", "16725157821361672515782136"];

    private static readonly string[] Literals = ["true", "false", "null"];
    private static readonly string[] Spaces = ["", "", "", " ", "\t", "\r\n  "];

    public byte[] Next()
    {
        var text = new StringBuilder();
        Value(text, random.Next(1, 6));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Value(StringBuilder text, int depth)
    {
        text.Append(Pick(Spaces));
        switch (random.Next(depth > 0 ? 6 : 3))
        {
            case 0:
                text.Append('"').Append(Pick(Strings)).Append('"');
                break;
            case 1:
                text.Append(Pick(Numbers));
                break;
            case 2:
                text.Append(Pick(Literals));
                break;
            case 3:
                List(text, '[', ']', depth, false);
                break;
            default:
                List(text, '{', '}', depth, true);
                break;
        }

        text.Append(Pick(Spaces));
    }

    private void List(StringBuilder text, char open, char close, int depth, bool named)
    {
        text.Append(open).Append(Pick(Spaces));
        var count = random.Next(5);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(',').Append(Pick(Spaces));
            if (named)
                text.Append('"').Append(Pick(SpelledNames)).Append('"').Append(Pick(Spaces)).Append(':');
            Value(text, depth - 1);
        }

        text.Append(close);
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
