package dev.landfall.functionslocal.blob;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.BlobAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Addresses that need no other credentials: {@code <base>/v1/blobs/<key>?op=…&expires=…&max=…&sig=…}, where {@code sig}
 * is an HMAC-SHA256 over the rest. Nothing is stored. Thread-safe.
 */
public final class BlobAddressSigner {

    /** What an address is for. */
    public enum Operation {
        READ,
        WRITE;

        private String text() {
            return this == READ ? "read" : "write";
        }
    }

    private final URI base;
    private final byte[] key;
    private final InstantSource clock;

    /**
     * @param base of the server, such as {@code http://127.0.0.1:8080}, without a slash at its end
     */
    public BlobAddressSigner(URI base, HostKey hostKey, InstantSource clock) {
        this.base = base;
        this.key = hostKey.derive("blob addresses");
        this.clock = clock;
    }

    public BlobAddress read(String blobKey, Duration validFor) {
        return address(Operation.READ, blobKey, validFor, 0);
    }

    public BlobAddress write(String blobKey, Duration validFor, long maxBytes) {
        return address(Operation.WRITE, blobKey, validFor, maxBytes);
    }

    /**
     * Checks the query of an address that somebody came with.
     *
     * @param query its parameters
     * @return most bytes that may be written; 0 for a read
     * @throws LandfallException FORBIDDEN when the address was not signed for this or has expired
     */
    public long require(Operation operation, String blobKey, Map<String, List<String>> query) {
        var expires = only(query, "expires");
        var max = only(query, "max");
        byte[] expected = signature(only(query, "op"), blobKey, expires, max).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, only(query, "sig").getBytes(StandardCharsets.UTF_8))
                || !only(query, "op").equals(operation.text())) {
            throw LandfallException.forbidden(
                    "The address of the blob was not issued for this; ask the control plane for a new one.");
        }
        if (clock.instant().getEpochSecond() >= Long.parseLong(expires)) {
            throw LandfallException.forbidden(
                    "The address of the blob has expired; ask the control plane for a new one.");
        }
        return Long.parseLong(max);
    }

    private BlobAddress address(Operation operation, String blobKey, Duration validFor, long maxBytes) {
        BlobKey.require(blobKey);
        var expiresAt = clock.instant().plus(validFor);
        var expires = String.valueOf(expiresAt.getEpochSecond());
        var max = String.valueOf(maxBytes);
        var query = "op=" + operation.text() + "&expires=" + expires + "&max=" + max + "&sig="
                + signature(operation.text(), blobKey, expires, max);
        return new BlobAddress(blobKey, URI.create(base + "/v1/blobs/" + blobKey + "?" + query), expiresAt);
    }

    private String signature(String operation, String blobKey, String expires, String max) {
        var signed = String.join("\n", operation, blobKey, expires, max).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(HostKey.hmac(key, signed));
    }

    private static String only(Map<String, List<String>> query, String name) {
        var values = query.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : "";
    }
}
