namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class BinanceRequestTests
{
    [Theory]
    [InlineData("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}""", """{"result":null,"id":1}""")]
    [InlineData("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":"abc9"}""", """{"result":null,"id":"abc9"}""")]
    [InlineData("""{"method":"SUBSCRIBE","params":["nosuch@trade"],"id":null}""", """{"result":null,"id":null}""")]
    [InlineData("""{"method":"UNSUBSCRIBE","params":["ethusdt@trade"],"id":312}""", """{"result":null,"id":312}""")]
    [InlineData("""{"method":"LIST_SUBSCRIPTIONS","id":3}""", """{"result":["ethusdt@trade"],"id":3}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined",false],"id":5}""", """{"result":null,"id":5}""")]
    [InlineData("""{"method":"GET_PROPERTY","params":["combined"],"id":2}""", """{"result":true,"id":2}""")]
    public async Task Request_Valid_IsAcknowledged(string request, string answer)
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "ethusdt@trade");

        Assert.Equal(answer, await client.AskAsync(request));
        Assert.Equal(0, simulator.Binance.ProtocolViolations);
        Assert.Equal(request, Assert.Single(simulator.Binance.ControlMessages).Text);
    }

    [Theory]
    [InlineData("""{"method":"GET_PROPERTY","params":["colour"],"id":1}""", """{"code":0,"msg":"Unknown property","id":1}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined",1],"id":1}""", """{"code":1,"msg":"Invalid value type: expected Boolean"}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":[1,true],"id":1}""", """{"code":2,"msg":"Invalid request: property name must be a string"}""")]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined",true,1],"id":1}""", """{"code":2,"msg":"Invalid request: too many parameters"}""")]
    [InlineData("""{"method":"SUBSCRIBE","params":["a@trade"],"id":-1}""", """{"code":2,"msg":"Invalid request: request ID must be an unsigned integer"}""")]
    [InlineData("""{"method":"SUBSCRIBE","params":["a@trade"],"id":[]}""", """{"code":2,"msg":"Invalid request: request ID must be an unsigned integer"}""")]
    [InlineData("""{"params":["a@trade"],"id":1}""", """{"code":2,"msg":"Invalid request: missing field `method` at line 1 column 29"}""")]
    [InlineData("""{"method":"SUB","id":1}""", """{"code":2,"msg":"Invalid request: unknown variant `SUB`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column 15"}""")]
    [InlineData("hello", """{"code":3,"msg":"Invalid JSON: expected value at line 1 column 1"}""")]
    public async Task Request_Invalid_IsAnsweredWithTheDocumentedError(string request, string answer)
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        Assert.Equal(answer, await client.AskAsync(request));
        Assert.Equal(1, simulator.Binance.ProtocolViolations);
    }
}
