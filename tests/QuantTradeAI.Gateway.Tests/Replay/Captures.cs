namespace QuantTradeAI.Gateway.Tests.Replay;

/// <summary>Small captures for where no recording is at hand.</summary>
internal static class Captures
{
    /// <summary>
    /// A recorded trade of Coinbase with faults around it: a last match, an acknowledgement and a heartbeat, the trade, the trade again,
    /// a cut frame, and a trade two ids further on.
    /// </summary>
    public const string CoinbaseWithFaults =
        """
        wss://ws-feed.exchange.coinbase.com <-> 1618677816.5
        wss://ws-feed.exchange.coinbase.com <- 1618677816.6: {"type":"subscribe","product_ids":["SKL-BTC"],"channels":["matches"]}
        1618677817.0: {"type":"last_match","trade_id":280231,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":"sell","size":"985","price":"0.00001305","product_id":"SKL-BTC","sequence":177100029,"time":"2021-04-17T16:43:37.089723Z"}
        1618677817.1: {"type":"subscriptions","channels":[{"name":"matches","product_ids":["SKL-BTC"]},{"name":"ticker","product_ids":["SKL-BTC"]}]}
        1618677817.2: {"type":"heartbeat","sequence":177100029,"last_trade_id":280231,"product_id":"SKL-BTC","time":"2021-04-17T16:43:37.089723Z"}
        1618677817.3: {"type":"match","trade_id":280232,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":"sell","size":"985","price":"0.00001305","product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.089723Z"}
        1618677817.4: {"type":"match","trade_id":280232,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":"sell","size":"985","price":"0.00001305","product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.089723Z"}
        1618677817.5: {"type":"match","trade_id":2802
        1618677817.6: {"type":"match","trade_id":280235,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":"sell","size":"985","price":"0.00001305","product_id":"SKL-BTC","sequence":177100033,"time":"2021-04-17T16:43:37.089723Z"}
        """;
}
