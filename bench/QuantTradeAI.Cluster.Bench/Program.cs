using QuantTradeAI.Cluster.Bench;

switch (args)
{
    case ["batch", ..]:
        BatchRun.Run();
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/QuantTradeAI.Cluster.Bench -- batch");
        return 2;
}
