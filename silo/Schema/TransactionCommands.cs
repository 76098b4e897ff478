using System.Data.Common;

namespace QuantTradeAI.Silo.Schema;

/// <summary>Runs statements within one transaction.</summary>
internal sealed class TransactionCommands(DbConnection connection, DbTransaction transaction)
{
    public async Task RunAsync(string text, CancellationToken cancellationToken, params (string Name, string Value)[] parameters)
    {
        await using var command = Create(text, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first value; null for none.</summary>
    public async Task<object?> ReadAsync(string text, CancellationToken cancellationToken)
    {
        await using var command = Create(text);
        return await command.ExecuteScalarAsync(cancellationToken) is var value and not DBNull ? value : null;
    }

    private DbCommand Create(string text, params (string Name, string Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
