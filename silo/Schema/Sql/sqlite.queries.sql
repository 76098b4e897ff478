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
    SET version = stored.version + 1, payload = excluded.payload, changed_at = CURRENT_TIMESTAMP
    WHERE stored.version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion

-- name: ClearStorageKey
UPDATE grain_state SET payload = NULL, version = version + 1, changed_at = CURRENT_TIMESTAMP
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
