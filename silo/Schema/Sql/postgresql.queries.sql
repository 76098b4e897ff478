-- name: InsertMembershipVersionKey
WITH added AS
(
    INSERT INTO cluster_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added)

-- name: InsertMembershipKey
WITH stepped AS
(
    UPDATE cluster_version SET version = version + 1, changed_at = now()
    WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS
    (
        SELECT 1 FROM cluster_member
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    )
    RETURNING deployment_id
),
added AS
(
    INSERT INTO cluster_member (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
    SELECT deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
    RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM added)

-- name: UpdateMembershipKey
WITH stepped AS
(
    UPDATE cluster_version SET version = version + 1, changed_at = now()
    WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS
    (
        SELECT 1 FROM cluster_member
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    )
    RETURNING deployment_id
),
changed AS
(
    UPDATE cluster_member AS member SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM stepped
    WHERE member.deployment_id = stepped.deployment_id AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING 1
)
SELECT EXISTS (SELECT 1 FROM changed)

-- name: UpdateIAmAlivetimeKey
UPDATE cluster_member SET alive_at = @IAmAliveTime
WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation

-- name: MembershipReadRowKey
SELECT
    member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
    member.host_name AS HostName, member.status AS Status, member.proxy_port AS ProxyPort, member.suspect_times AS SuspectTimes,
    member.started_at AS StartTime, member.alive_at AS IAmAliveTime, cluster.version AS Version
FROM cluster_version AS cluster
LEFT JOIN cluster_member AS member
    ON member.deployment_id = cluster.deployment_id AND member.address = @Address AND member.port = @Port AND member.generation = @Generation
WHERE cluster.deployment_id = @DeploymentId

-- name: MembershipReadAllKey
SELECT
    member.address AS Address, member.port AS Port, member.generation AS Generation, member.silo_name AS SiloName,
    member.host_name AS HostName, member.status AS Status, member.proxy_port AS ProxyPort, member.suspect_times AS SuspectTimes,
    member.started_at AS StartTime, member.alive_at AS IAmAliveTime, cluster.version AS Version
FROM cluster_version AS cluster
LEFT JOIN cluster_member AS member ON member.deployment_id = cluster.deployment_id
WHERE cluster.deployment_id = @DeploymentId

-- name: GatewaysQueryKey
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
FROM cluster_member
WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0

-- name: DeleteMembershipTableEntriesKey
DELETE FROM cluster_version WHERE deployment_id = @DeploymentId

-- name: CleanupDefunctSiloEntriesKey
-- All but active ones, which Orleans numbers 3.
DELETE FROM cluster_member
WHERE deployment_id = @DeploymentId AND status <> 3 AND GREATEST(started_at, alive_at) < @IAmAliveTime

-- name: ReadFromStorageKey
SELECT payload AS PayloadBinary, version AS Version
FROM grain_state
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = COALESCE(@GrainIdExtensionString, '')

-- name: WriteToStorageKey
-- A new row only for who knows of none; the next version only for who knows the one before. Else nothing is returned, which is a conflict.
INSERT INTO grain_state AS stored (service_id, grain_type, key_high, key_low, key_text, version, payload)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, COALESCE(@GrainIdExtensionString, ''), 1, @PayloadBinary
WHERE @GrainStateVersion IS NULL OR EXISTS
(
    SELECT 1 FROM grain_state
    WHERE service_id = @ServiceId AND grain_type = @GrainTypeString
        AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = COALESCE(@GrainIdExtensionString, '')
)
ON CONFLICT (service_id, grain_type, key_high, key_low, key_text) DO UPDATE
    SET version = stored.version + 1, payload = excluded.payload, changed_at = now()
    WHERE stored.version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion

-- name: ClearStorageKey
UPDATE grain_state SET payload = NULL, version = version + 1, changed_at = now()
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = COALESCE(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion

-- name: DeleteStorageKey
DELETE FROM grain_state
WHERE service_id = @ServiceId AND grain_type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = COALESCE(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion
