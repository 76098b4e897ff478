using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using QuantTradeAI.Silo.Running;
using QuantTradeAI.Streaming.Http.Listening;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>Builds a silo. Nothing but its plan configures it: no environment variables, no appsettings.json.</summary>
internal static class SiloHost
{
    /// <param name="plan">What the silo is.</param>
    /// <param name="loggers">Where log lines go.</param>
    /// <param name="addEngine">Adds the grains.</param>
    public static IHost Build(SiloPlan plan, ILoggerFactory loggers, Action<ISiloBuilder> addEngine)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<ILoggerFactory>(new SiloLogs(loggers));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = plan.Cluster.ShutdownTimeout);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (plan.Cluster.ClusterId, plan.Cluster.ServiceId));
            silo.Configure<SiloOptions>(options => options.SiloName = plan.Name);
            silo.AddActivityPropagation();
            Clustering.Add(silo, plan.Cluster);
            GrainStorages.Add(silo, plan);
            StreamProviders.Add(silo, plan.Cluster.Streams);
            if (plan.Cluster.Tls is { } tls)
                Tls.Add(silo, tls);
            addEngine(silo);
        });
        return builder.Build();
    }
}
