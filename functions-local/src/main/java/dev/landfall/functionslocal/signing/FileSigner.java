package dev.landfall.functionslocal.signing;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@link Signer} with keys in a folder: {@code root.jwk}, {@code signing.jwk} and {@code signing.certificate}, made at
 * first use. On one machine the root is not offline; a cloud keeps it elsewhere. The certificate holds for a year and is
 * made anew, for the same key, in its last month. Thread-safe.
 */
public final class FileSigner implements Signer {

    private static final Duration CERTIFIED_FOR = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    /** A runner's clock may be behind when it sees a fresh certificate. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final String CERTIFICATE_FILE = "signing.certificate";

    private final KeyFolder folder;
    private final InstantSource clock;
    private final EcKeys root;
    private final EcKeys signing;
    private String certificate;
    private Instant renewAt;

    private FileSigner(KeyFolder folder, InstantSource clock, EcKeys root, EcKeys signing) {
        this.folder = folder;
        this.clock = clock;
        this.root = root;
        this.signing = signing;
        this.certificate = "";
        this.renewAt = Instant.MIN;
    }

    /**
     * @throws LandfallException INTERNAL when a key file is damaged, UNAVAILABLE when one cannot be read or written
     */
    public static FileSigner open(Path folder, InstantSource clock) {
        var files = new KeyFolder(folder);
        var signer = new FileSigner(files, clock, files.key("root.jwk"), files.key("signing.jwk"));
        signer.useStoredCertificate();
        signer.certificate();
        return signer;
    }

    @Override
    public String sign(byte[] payload) {
        return Jws.sign(signing, SpecVerifier.TYPE, payload);
    }

    @Override
    public synchronized String certificate() {
        var now = clock.instant();
        if (!now.isBefore(renewAt)) {
            var notAfter = now.plus(CERTIFIED_FOR);
            var renewed = KeyCertificate.issue(root, signing.jwk(), now.minus(BACKDATED), notAfter);
            folder.write(CERTIFICATE_FILE, renewed);
            certificate = renewed;
            renewAt = notAfter.minus(RENEW_BEFORE_END);
        }
        return certificate;
    }

    @Override
    public String rootKey() {
        return root.jwk().text();
    }

    private synchronized void useStoredCertificate() {
        var stored = folder.read(CERTIFICATE_FILE);
        var own = stored.flatMap(this::opened).filter(opened -> opened.kid().equals(signing.kid()));
        if (stored.isPresent() && own.isPresent() && own.get().holdsAt(clock.instant())) {
            certificate = stored.get();
            renewAt = own.get().notAfter().minus(RENEW_BEFORE_END);
        }
    }

    /** Empty for one that these keys did not make: it is then made anew. */
    private Optional<KeyCertificate> opened(String text) {
        if (!(Jws.parse(text) instanceof Verified.Accepted<Jws> parsed)) {
            return Optional.empty();
        }
        return parsed.value().open(root.jwk(), KeyCertificate.TYPE) instanceof Verified.Accepted<byte[]> payload
                ? Optional.of(Json.read(payload.value(), KeyCertificate.class))
                : Optional.empty();
    }
}
