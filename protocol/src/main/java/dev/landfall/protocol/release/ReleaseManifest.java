package dev.landfall.protocol.release;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.SignatureProblem;
import dev.landfall.protocol.signature.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of the runner and the archives that it consists of. It travels as JWS of type {@value #TYPE} signed by the release
 * key, which signs nothing else and stays offline.
 *
 * @param releasedAt when it was signed
 * @param archives one a platform, at least one
 */
public record ReleaseManifest(ReleaseVersion version, Instant releasedAt, List<Archive> archives) {

    /** The header's {@code typ}. */
    public static final String TYPE = "landfall-release";

    /** Longest text of a signed manifest, in characters. */
    public static final int MAX_TEXT = 16 * 1024;

    /** Largest archive. */
    public static final long MAX_ARCHIVE_BYTES = 200L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * @param platform system and processor, as in {@code linux-amd64}
     * @param name of the file
     * @param sha256 of the file, in lower-case hexadecimal digits
     */
    public record Archive(String platform, String name, long bytes, String sha256) {

        public Archive {
            if (platform == null
                    || name == null
                    || !NAME.matcher(name).matches()
                    || sha256 == null
                    || !SHA256.matcher(sha256).matches()
                    || bytes < 1
                    || bytes > MAX_ARCHIVE_BYTES) {
                throw LandfallException.invalid(
                        "An archive of a release has a platform, a plain file name, a size of at most "
                                + MAX_ARCHIVE_BYTES + " bytes and a SHA-256.");
            }
        }
    }

    public ReleaseManifest {
        archives = archives == null ? List.of() : List.copyOf(archives);
        if (version == null || releasedAt == null || archives.isEmpty()) {
            throw LandfallException.invalid("A release has a version, a time and at least one archive.");
        }
    }

    /** As the release key signs it. */
    public String signedBy(EcKeys releaseKey) {
        return Jws.sign(releaseKey, TYPE, Json.write(this));
    }

    /** Reads one that the release key signed. Never throws. */
    public static Verified<ReleaseManifest> open(String text, EcJwk releaseKey) {
        return switch (parse(text)) {
            case Verified.Refused<Jws> refused -> new Verified.Refused<>(refused.problem(), refused.reason());
            case Verified.Accepted<Jws> jws ->
                switch (jws.value().open(releaseKey, TYPE)) {
                    case Verified.Refused<byte[]> refused ->
                        new Verified.Refused<>(refused.problem(), refused.reason());
                    case Verified.Accepted<byte[]> payload -> read(payload.value());
                };
        };
    }

    /**
     * What a manifest says, whoever signed it: to be shown, and to be refused for, and not to be acted upon.
     *
     * @throws LandfallException INVALID when it is no manifest
     */
    public static ReleaseManifest unverified(String text) {
        return switch (parse(text)) {
            case Verified.Refused<Jws> refused ->
                throw LandfallException.invalid("The release manifest cannot be read: " + refused.reason());
            case Verified.Accepted<Jws> jws ->
                switch (read(jws.value().unverifiedPayload())) {
                    case Verified.Refused<ReleaseManifest> refused ->
                        throw LandfallException.invalid("The release manifest cannot be read: " + refused.reason());
                    case Verified.Accepted<ReleaseManifest> manifest -> manifest.value();
                };
        };
    }

    /** The archive for a platform. */
    public Optional<Archive> archiveFor(String platform) {
        return archives.stream()
                .filter(archive -> archive.platform().equals(platform))
                .findFirst();
    }

    private static Verified<Jws> parse(String text) {
        return text.length() > MAX_TEXT
                ? new Verified.Refused<>(SignatureProblem.MALFORMED, "It is longer than " + MAX_TEXT + " characters.")
                : Jws.parse(text.strip());
    }

    private static Verified<ReleaseManifest> read(byte[] payload) {
        try {
            return new Verified.Accepted<>(Json.read(payload, ReleaseManifest.class));
        } catch (LandfallException e) {
            return new Verified.Refused<>(SignatureProblem.UNREADABLE, e.publicMessage());
        }
    }
}
