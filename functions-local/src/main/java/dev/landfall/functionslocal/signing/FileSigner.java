package dev.landfall.functionslocal.signing;

import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.Verified;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link Signer} with keys in a folder: {@code root.jwk}, {@code signing.jwk} and {@code signing.certificate}, made at
 * first use. On one machine the root is not offline; a cloud keeps it elsewhere. The certificate holds for a year and is
 * made anew, for the same key, in its last month. Keys are named by their thumbprint. Thread-safe.
 */
public final class FileSigner implements Signer {

    private static final Duration CERTIFIED_FOR = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);

    /** A runner's clock may be behind when it sees a fresh certificate. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final String SIGNING_FILE = "signing.jwk";
    private static final String CERTIFICATE_FILE = "signing.certificate";

    private final KeyFolder folder;
    private final InstantSource clock;
    private final EcKeys root;
    /** By kid: the signing key, and those before it as long as this process may still be told to sign with them. */
    private final Map<String, EcKeys> known;

    private EcKeys signing;
    private String certificate;
    private Instant renewAt;

    private FileSigner(KeyFolder folder, InstantSource clock, EcKeys root, EcKeys signing) {
        this.folder = folder;
        this.clock = clock;
        this.root = root;
        this.signing = signing;
        this.known = new ConcurrentHashMap<>(Map.of(signing.kid(), signing));
        this.certificate = "";
        this.renewAt = Instant.MIN;
    }

    /**
     * @throws LandfallException INTERNAL when a key file is damaged, UNAVAILABLE when one cannot be read or written
     */
    public static FileSigner open(Path folder, InstantSource clock) {
        var files = new KeyFolder(folder);
        var signer = new FileSigner(files, clock, files.key("root.jwk"), files.key(SIGNING_FILE));
        signer.useStoredCertificate();
        signer.configured();
        return signer;
    }

    @Override
    public byte[] sign(String key, byte[] input) {
        var found = known.get(key);
        if (found == null) {
            throw LandfallException.unavailable(
                    "The job spec could not be signed: there is no signing key '" + key + "' in the folder of keys.",
                    null);
        }
        return found.sign(input);
    }

    @Override
    public synchronized CertifiedKey configured() {
        if (!clock.instant().isBefore(renewAt)) {
            certify();
        }
        return new CertifiedKey(signing.kid(), certificate);
    }

    /** A kill between the two files leaves a key without its certificate, which the next start makes. */
    @Override
    public synchronized Optional<CertifiedKey> renew() {
        var fresh = EcKeys.generate();
        folder.write(SIGNING_FILE, fresh.privateJwk());
        use(fresh);
        certify();
        return Optional.of(configured());
    }

    @Override
    public String rootKey() {
        return root.jwk().text();
    }

    private void use(EcKeys fresh) {
        known.put(fresh.kid(), fresh);
        signing = fresh;
    }

    private void certify() {
        var now = clock.instant();
        var notAfter = now.plus(CERTIFIED_FOR);
        var issued = KeyCertificate.issue(root, signing.jwk(), now.minus(BACKDATED), notAfter);
        folder.write(CERTIFICATE_FILE, issued);
        certificate = issued;
        renewAt = notAfter.minus(RENEW_BEFORE_END);
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
        return switch (KeyCertificate.open(text, root.jwk())) {
            case Verified.Accepted<KeyCertificate> opened -> Optional.of(opened.value());
            case Verified.Refused<KeyCertificate> refused -> Optional.empty();
        };
    }
}
