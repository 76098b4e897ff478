using QuantTradeAI.Cluster;
using Spectre.Console.Rendering;

namespace QuantTradeAI.Client.Display;

/// <summary>What the registry knows, as tables.</summary>
internal static class RegistryTable
{
    public static IRenderable Silos(RegistryView view)
    {
        var table = Tables.Create(["silo", "name", "adapters", "configuration"], firstNumber: int.MaxValue);
        foreach (var silo in view.Silos)
        {
            Tables.AddRow(
                table,
                silo.Silo,
                silo.Name,
                string.Join(", ", silo.Adapters.Select(adapter => $"{adapter.Provider} {adapter.Version}")),
                silo.ConfigurationProblem is { } problem ? $"version {silo.ConfigurationVersion}: {problem}" : $"version {silo.ConfigurationVersion}");
        }

        return table;
    }

    public static IRenderable Adapters(RegistryView view)
    {
        var table = Tables.Create(["adapter", "version", "from", "description"], firstNumber: int.MaxValue);
        foreach (var adapter in view.Serving)
            Tables.AddRow(table, adapter.Provider, adapter.Version, adapter.Origin, adapter.Description);
        return table;
    }
}
