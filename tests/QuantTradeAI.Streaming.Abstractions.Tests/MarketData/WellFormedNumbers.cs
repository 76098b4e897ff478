using FsCheck;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public static class WellFormedNumbers
{
    public static Arbitrary<NumberText> Texts() => NumberText.WellFormed();
}
