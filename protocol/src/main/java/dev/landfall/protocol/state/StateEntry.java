package dev.landfall.protocol.state;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the control plane knows of one version of a Terraform state, wherever its bytes are.
 *
 * @param serial Terraform's own
 * @param lineage Terraform's own; empty in what the very first apply leaves when it is killed
 * @param sha256 of the bytes, lower-case hex
 * @param bytes how many they are
 * @param object name of the object in the customer's store; null when the control plane has the bytes
 */
public record StateEntry(
        long serial,
        String lineage,
        String sha256,
        int bytes,
        @Nullable String object) {

    /** Largest state in bytes, wherever it is kept. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern OBJECT = Pattern.compile("[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+){1,5}");
    private static final int MAX_OBJECT = 200;
    private static final int MAX_LINEAGE = 200;

    public StateEntry {
        if (serial < 0 || bytes < 1 || bytes > MAX_BYTES) {
            throw LandfallException.invalid("A state has a serial of 0 or more and 1 to " + MAX_BYTES + " bytes.");
        }
        if (lineage == null || lineage.length() > MAX_LINEAGE) {
            throw LandfallException.invalid("A state has a lineage of up to " + MAX_LINEAGE + " characters.");
        }
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw LandfallException.invalid("A state's digest is a SHA-256 in lower-case hex.");
        }
        if (object != null
                && (object.length() > MAX_OBJECT || !OBJECT.matcher(object).matches())) {
            throw LandfallException.invalid("A state's object is called by up to " + MAX_OBJECT
                    + " letters, digits and '_-./', beginning with none of the last two.");
        }
    }
}
