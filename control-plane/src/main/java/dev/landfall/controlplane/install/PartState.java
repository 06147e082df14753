package dev.landfall.controlplane.install;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.OutputValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is there of one part of an install: in its partition under {@code state.<part>}, one record each, so that parts that
 * change at the same time do not meet.
 *
 * @param configVersion of the config that it was last changed with
 * @param checksum of the component in that config; empty for others
 * @param workflow that changed it last
 * @param outputs by name; empty when they are in the blob
 * @param outputsBlob key of the outputs as JSON where they are too big for the record; null otherwise
 * @param outputsSha256 of that blob; null otherwise
 * @param provisioned whether it was there, whole, since it was last taken down: what changes it from then on is maintenance
 */
record PartState(
        String part,
        Status status,
        int configVersion,
        String checksum,
        WorkflowId workflow,
        Instant at,
        Map<String, OutputValue> outputs,
        @Nullable String outputsBlob,
        @Nullable String outputsSha256,
        boolean provisioned) {

    static final String SORT_PREFIX = "state.";

    /** Whether it is there. */
    enum Status {
        ACTIVE,
        ERROR,
        DEPROVISIONED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    PartState {
        outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    }

    /** Also for a record of the version before, which does not say. */
    @Override
    public boolean provisioned() {
        return provisioned || status == Status.ACTIVE;
    }

    static String sort(Part part) {
        return SORT_PREFIX + part.text();
    }
}
