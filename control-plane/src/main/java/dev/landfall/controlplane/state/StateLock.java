package dev.landfall.controlplane.state;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Who holds a state.
 *
 * @param id Terraform's own, which it shows again to write and to unlock
 * @param info Terraform's lock info as it sent it, to be shown to whoever comes next
 * @param lease of the attempt whose process locked
 */
public record StateLock(String id, String info, Lease lease, Instant at) {

    /** Longest lock info in bytes; Terraform's own has a few hundred. */
    static final int MAX_INFO_BYTES = 8 * 1024;

    /**
     * Reads Terraform's lock info: JSON with a member {@code ID}.
     *
     * @throws LandfallException INVALID or LIMIT
     */
    static StateLock of(byte[] info, Lease lease, Instant at) {
        return new StateLock(idOf(info), new String(info, StandardCharsets.UTF_8), lease, at);
    }

    static String idOf(byte[] info) {
        if (info.length > MAX_INFO_BYTES) {
            throw LandfallException.limit("Terraform's lock info has at most " + MAX_INFO_BYTES + " bytes.");
        }
        var id = Json.readTree(info).path("ID");
        if (!id.isString() || id.stringValue().isEmpty()) {
            throw LandfallException.invalid("Terraform's lock info has no ID.");
        }
        return id.stringValue();
    }
}
