using QuantTradeAI.Bench;

switch (args)
{
    case ["decode", ..]:
        return DecodeBenchmark.Run();
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/QuantTradeAI.Bench -- decode");
        return 2;
}
