using QuantTradeAI.Client.Commands;
using QuantTradeAI.Gateway.Commands;

using var shutdown = new Shutdown();
return await ClientCli.RunAsync(args, CommandHost.ForConsole() with { Program = ClientCommands.ProgramName }, shutdown.Token);
