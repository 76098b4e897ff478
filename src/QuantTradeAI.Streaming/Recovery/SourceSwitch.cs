using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>A change of source, for the log.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Symbol">Whose source.</param>
/// <param name="From">The source until then.</param>
/// <param name="To">The source from then on.</param>
/// <param name="Why">Why the one before was left.</param>
/// <param name="IsTrouble">Whether it was left because it was not well.</param>
/// <param name="Without">How long the symbol had no source that was well.</param>
internal readonly record struct SourceSwitch(string Group, Symbol Symbol, ProviderId From, ProviderId To, string Why, bool IsTrouble, TimeSpan Without);
