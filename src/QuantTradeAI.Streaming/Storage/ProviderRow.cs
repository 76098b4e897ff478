using System.Globalization;
using Microsoft.Data.Sqlite;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>A provider's record as a row: columns for people, the circuit as JSON.</summary>
internal static class ProviderRow
{
    public const string Select = """
        SELECT provider, epoch, state, circuit, reconnect_attempts, connects, disconnects, last_error, last_error_at, updated_at
        FROM providers WHERE provider = $provider
        """;

    public const string Upsert = """
        INSERT OR REPLACE INTO providers
            (provider, epoch, state, circuit, reconnect_attempts, connects, disconnects, last_error, last_error_at, updated_at)
        VALUES ($provider, $epoch, $state, $circuit, $reconnect_attempts, $connects, $disconnects, $last_error, $last_error_at, $updated_at)
        """;

    public static void Write(ProviderRecord record, SqliteParameterCollection values)
    {
        values.AddWithValue("$provider", record.Provider);
        values.AddWithValue("$epoch", record.Epoch);
        values.AddWithValue("$state", record.State.ToString());
        values.AddWithValue("$circuit", CircuitJson.Write(record.Circuit));
        values.AddWithValue("$reconnect_attempts", record.ReconnectAttempts);
        values.AddWithValue("$connects", record.Connects);
        values.AddWithValue("$disconnects", record.Disconnects);
        values.AddWithValue("$last_error", (object?)record.LastError ?? DBNull.Value);
        values.AddWithValue("$last_error_at", record.LastErrorAt is { } at ? Text(at) : DBNull.Value);
        values.AddWithValue("$updated_at", Text(record.UpdatedAt));
    }

    public static ProviderRecord Read(SqliteDataReader row) => new()
    {
        Provider = row.GetString(0),
        Epoch = row.GetInt64(1),
        State = Enum.Parse<ProviderState>(row.GetString(2)),
        Circuit = CircuitJson.Read(row.GetString(3)),
        ReconnectAttempts = row.GetInt32(4),
        Connects = row.GetInt64(5),
        Disconnects = row.GetInt64(6),
        LastError = row.IsDBNull(7) ? null : row.GetString(7),
        LastErrorAt = row.IsDBNull(8) ? null : Time(row.GetString(8)),
        UpdatedAt = Time(row.GetString(9)),
    };

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
