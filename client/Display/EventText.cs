using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Display;

/// <summary>An event as a line for people.</summary>
internal static class EventText
{
    public static string Of(in MarketEvent one) => $"{one.Header.PublishTime} {(one.IsLastKnown ? "(last known) " : "")}{one}";
}
