-- Orleans asks for its statements by name, in this table.
CREATE TABLE OrleansQuery
(
    QueryKey  TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
) WITHOUT ROWID;

-- The states of grains. A cleared state keeps its row without a payload, so that its version goes on.
CREATE TABLE grain_state
(
    service_id TEXT    NOT NULL,
    grain_type TEXT    NOT NULL,
    key_high   INTEGER NOT NULL,
    key_low    INTEGER NOT NULL,
    key_text   TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    payload    BLOB,
    changed_at TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (service_id, grain_type, key_high, key_low, key_text)
);
