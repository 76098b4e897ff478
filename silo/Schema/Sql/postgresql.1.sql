-- Orleans asks for its statements by name, in this table.
CREATE TABLE OrleansQuery
(
    QueryKey  varchar(64) PRIMARY KEY,
    QueryText text NOT NULL
);

-- One row for each cluster: its version grows with each change of its members, so that two silos never change them at once.
CREATE TABLE cluster_version
(
    deployment_id varchar(150) PRIMARY KEY,
    version       integer     NOT NULL DEFAULT 0,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cluster_member
(
    deployment_id varchar(150) NOT NULL REFERENCES cluster_version ON DELETE CASCADE,
    address       varchar(45)  NOT NULL,
    port          integer      NOT NULL,
    generation    integer      NOT NULL,
    silo_name     varchar(150) NOT NULL,
    host_name     varchar(255) NOT NULL,
    status        integer      NOT NULL,
    proxy_port    integer      NOT NULL,
    suspect_times text,
    started_at    timestamptz  NOT NULL,
    alive_at      timestamptz  NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

-- The states of grains. A cleared state keeps its row without a payload, so that its version goes on.
CREATE TABLE grain_state
(
    service_id text        NOT NULL,
    grain_type text        NOT NULL,
    key_high   bigint      NOT NULL,
    key_low    bigint      NOT NULL,
    key_text   text        NOT NULL,
    version    integer     NOT NULL,
    payload    bytea,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service_id, grain_type, key_high, key_low, key_text)
);
