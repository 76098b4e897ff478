using FsCheck;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public static class MalformedNumbers
{
    public static Arbitrary<NumberText> Texts() => NumberText.Malformed();
}
