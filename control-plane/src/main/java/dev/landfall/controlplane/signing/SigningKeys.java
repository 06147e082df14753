package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Shows the signing keys and adds new ones. Nobody can take a key out: it goes when its certificate ends. Thread-safe.
 */
final class SigningKeys {

    private static final String PROBE = "landfall-key-probe";

    private final KeyRing ring;
    private final Documents documents;
    private final Signer signer;
    private final InstantSource clock;

    SigningKeys(KeyRing ring, Documents documents, Signer signer, InstantSource clock) {
        this.ring = ring;
        this.documents = documents;
        this.signer = signer;
        this.clock = clock;
    }

    /** All keys, the newest last. */
    List<KeyView> list() {
        return ring.read().views(clock.instant());
    }

    /**
     * Adds a key that the root certified. It signs as soon as its certificate begins and is the newest.
     *
     * @throws LandfallException INVALID when the certificate comes from another root, has ended, is for something else, or
     *     does not name this key; LIMIT when {@value StoredKeys#MAX_KEYS} keys hold already; UNAVAILABLE when the store does
     *     not let us sign with it
     */
    KeyView add(CertifiedKey added, Actor actor) {
        var now = clock.instant();
        var opened = RingKey.open(added, root(), now, actor);
        var certificate = opened.certificate();
        if (certificate == null) {
            throw LandfallException.invalid("The signing key was not added. " + opened.problem()
                    + " Certify it with the root key of this control plane: landfall keys certify.");
        }
        if (!now.isBefore(certificate.notAfter())) {
            throw LandfallException.invalid("The signing key was not added: its certificate held until "
                    + certificate.notAfter() + ". Certify it again with the root key.");
        }
        requireSignsAsCertified(added, certificate);
        keep(List.of(added), actor, now);
        return view(added, now);
    }

    /**
     * Replaces the signing key by a new one, where the root is at hand.
     *
     * @throws LandfallException INVALID where the root is kept offline
     */
    KeyView rotate(Actor actor) {
        var before = signer.configured();
        var fresh = signer.renew()
                .orElseThrow(() -> LandfallException.invalid(
                        "This control plane's root key is kept offline, so that it cannot certify a key itself. Certify"
                                + " one with 'landfall keys certify', and give it: landfall keys rotate --key-id ID"
                                + " --certificate FILE."));
        var now = clock.instant();
        keep(List.of(before, fresh), actor, now);
        return view(fresh, now);
    }

    private void requireSignsAsCertified(CertifiedKey added, KeyCertificate certificate) {
        var probe = Jws.sign(certificate.kid(), PROBE, new byte[] {1}, input -> signer.sign(added.key(), input));
        if (Jws.parse(probe).orThrow().open(certificate.jwk(), PROBE) instanceof Verified.Refused<byte[]>) {
            throw LandfallException.invalid("The signing key was not added: the key '" + added.key()
                    + "' is not the one that the certificate names. Certify the public half of that key.");
        }
    }

    private void keep(List<CertifiedKey> added, Actor actor, Instant now) {
        var found = documents.find(StoredKeys.PARTITION, StoredKeys.SORT, StoredKeys.class);
        var before = found.map(Document::value).orElse(StoredKeys.NONE);
        var after = before.with(added, actor, now, root());
        var unchanged = found.map(Document::unchanged).orElseGet(Precondition::absent);
        documents.require(StoredKeys.PARTITION, Documents.put(StoredKeys.SORT, after, unchanged));
        ring.forget();
    }

    private KeyView view(CertifiedKey key, Instant now) {
        var read = ring.read();
        return read.keys().stream()
                .filter(other -> other.key().certificate().equals(key.certificate()))
                .findFirst()
                .map(found -> read.view(found, now))
                .orElseThrow(() -> LandfallException.conflict(
                        "The signing keys were changed by somebody else in the same moment; look at them again."));
    }

    private EcJwk root() {
        return EcJwk.read(signer.rootKey());
    }
}
