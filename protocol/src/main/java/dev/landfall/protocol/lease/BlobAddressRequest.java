package dev.landfall.protocol.lease;

/**
 * Asks for an address to read or write a blob of a held job.
 *
 * @param blob for a read: a key that the signed spec names. For a write: a short name such as {@code plan} or
 *     {@code plan.json}; the reply says under which key it will be kept
 */
public record BlobAddressRequest(Lease lease, Access access, String blob) {

    /** The direction. */
    public enum Access {
        READ,
        WRITE
    }
}
