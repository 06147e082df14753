package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The keys that were added to the ring, the oldest first: one record for the whole control plane. */
record StoredKeys(List<Entry> keys) {

    static final String PARTITION = "landfall";
    static final String SORT = "signing-keys";

    /** Most keys that are kept; those whose certificate has ended make room. */
    static final int MAX_KEYS = 16;

    static final StoredKeys NONE = new StoredKeys(List.of());

    record Entry(String key, String certificate, Instant addedAt, Actor addedBy) {

        RingKey open(EcJwk root) {
            return RingKey.open(new CertifiedKey(key, certificate), root, addedAt, addedBy);
        }
    }

    StoredKeys {
        keys = List.copyOf(keys);
    }

    boolean has(String certificate) {
        return keys.stream().anyMatch(entry -> entry.certificate().equals(certificate));
    }

    /**
     * With further keys, and without those whose certificate has ended.
     *
     * @throws LandfallException LIMIT when there are too many
     */
    StoredKeys with(List<CertifiedKey> added, Actor actor, Instant now, EcJwk root) {
        var all = new ArrayList<Entry>();
        for (var entry : keys) {
            if (entry.open(root).endsAfter(now)) {
                all.add(entry);
            }
        }
        for (var key : added) {
            if (all.stream().noneMatch(entry -> entry.certificate().equals(key.certificate()))) {
                all.add(new Entry(key.key(), key.certificate(), now, actor));
            }
        }
        if (all.size() > MAX_KEYS) {
            throw LandfallException.limit("The signing key was not added: " + MAX_KEYS
                    + " keys are kept already. Wait until a certificate has ended; 'landfall keys list' says when.");
        }
        return new StoredKeys(all);
    }
}
