using QuantTradeAI.Cluster.Bench;

switch (args)
{
    case ["batch", ..]:
        return BatchBenchmark.Run();
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/QuantTradeAI.Cluster.Bench -- batch");
        return 2;
}
