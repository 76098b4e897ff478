using Microsoft.Data.Sqlite;
using QuantTradeAI.Streaming.Configuration.Documents;
using static SQLitePCL.raw;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>What can be wrong with the file, in words: which file, why, and the way out.</summary>
internal static class StorageProblems
{
    private const string MoveAway = "move it away (what is remembered of providers is forgotten), or restore a copy";
    private const string OtherPlace = "set streaming.storage.directory to one that this user may write to, or streaming.storage.kind to memory";

    public static StateStoreException Directory(string file, Exception error) => new(
        $"{Path.GetDirectoryName(file)} cannot be used as the data directory: {Reason(error)}; {OtherPlace}.", error);

    public static StateStoreException Damaged(string file, string damage, Exception? error = null) => new(
        $"{file} is no usable database: {Shown.Line(damage)}; {MoveAway}.", error);

    public static StateStoreException Foreign(string file) => new(
        $"{file} is a database of another program; set streaming.storage.directory to another one, or move the file away.");

    public static StateStoreException Newer(string file, int version) => new(
        $"{file} was written by a newer version of this program: its schema is {version}, this one knows {SqliteSchema.Version}; use that version, or {MoveAway}.");

    public static StateStoreException Unreadable(string file, string provider, Exception error) => new(
        $"{file} holds a state of '{Shown.Line(provider)}' that cannot be read: {Reason(error)}; {MoveAway}.", error);

    public static StateStoreException AtOpening(string file, SqliteException error) => error.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => new(
            $"Another gateway uses {file}; stop it, or set streaming.storage.directory to another one for this one.", error),
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(file, Reason(error), error),
        SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH => new(
            $"{file} cannot be opened for writing: {Reason(error)}; {OtherPlace}.", error),
        SQLITE_IOERR => new(
            $"{file} cannot be read or written: {Reason(error)}; see that this user may write to the file and its directory and that the disk works, or {OtherPlace}.", error),
        SQLITE_FULL => new($"{file} cannot be written: the disk is full; make room, or set streaming.storage.directory to one on another disk.", error),
        _ => new($"{file} cannot be used: {Reason(error)}; {OtherPlace}.", error),
    };

    public static StateStoreException WhileRunning(string file, SqliteException error) => error.SqliteErrorCode switch
    {
        SQLITE_FULL => new($"{file} cannot be written: the disk is full; make room.", error),
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(file, Reason(error), error),
        _ => new($"{file} cannot be used: {Reason(error)}; see that the disk works and lets this user write.", error),
    };

    private static string Reason(Exception error) => Shown.Line(error.Message).TrimEnd('.');

    private static string Reason(SqliteException error) =>
        Shown.Line($"{sqlite3_errstr(error.SqliteExtendedErrorCode).utf8_to_string()} ({error.SqliteExtendedErrorCode})");
}
