using System.CommandLine;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Client.Commands;

/// <summary>Streams: <c>BTC-USD</c>, <c>BTC-USD@binance</c>.</summary>
internal static class SymbolsArgument
{
    public static Argument<string[]> Create(bool atLeastOne)
    {
        var argument = new Argument<string[]>("SYMBOL")
        {
            Description = "Symbols, like BTC-USD, or one venue's, like BTC-USD@binance.",
            Arity = atLeastOne ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };
        argument.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!StreamKey.TryParse(token.Value, out _))
                    result.AddError($"SYMBOL got '{token.Value}'; expected a symbol like BTC-USD, or one venue's like BTC-USD@binance.");
            }
        });
        return argument;
    }
}
