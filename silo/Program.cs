using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Commands;

using var shutdown = new Shutdown();
return await SiloCli.RunAsync(args, CommandHost.ForConsole() with { Program = SiloCommands.ProgramName }, shutdown.Token);
