using QuantTradeAI.Gateway.Commands;

using var shutdown = new Shutdown();
return await Cli.RunAsync(args, CommandHost.ForConsole(), shutdown.Token);
