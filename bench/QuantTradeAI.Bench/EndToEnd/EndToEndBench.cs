using System.Globalization;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>
/// Socket to callback over one connection, the simulator in its own process on the same machine, beside a bare receive loop: in turn, after
/// one round that is not counted.
/// </summary>
internal static class EndToEndBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(long frames)
    {
        await using var server = await FloodServer.StartAsync(frames);
        List<double> bare = [], gateway = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var bareRate = await BareLoop.RunAsync(server.Url, frames);
            var gatewayRate = await GatewayRun.RunAsync(server.Url, frames);
            if (round == 0)
                continue;
            bare.Add(bareRate);
            gateway.Add(gatewayRate);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: bare loop {bareRate,12:N0} frames/s   gateway {gatewayRate,12:N0} trades/s   ratio {gatewayRate / bareRate:0.00}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median : bare loop {Median(bare),12:N0} frames/s   gateway {Median(gateway),12:N0} trades/s   ({frames:N0} trades a round)"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
