package dev.landfall.runner.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals plans with AES-256-GCM. Each install has its own key, derived by HKDF-SHA256 (RFC 5869) from one key file of
 * this runner or pool; runners of a pool that apply each other's plans share that file. The associated data binds the
 * header, the install and the workspace.
 *
 * <p>Thread-safe.
 */
public final class KeyFilePlanCipher implements PlanCipher {

    private static final byte[] SALT = "landfall plan".getBytes(UTF_8);
    private static final byte[] ID_INFO = "key id".getBytes(UTF_8);

    private final KeyFile keyFile;
    private final SecureRandom random;

    /** @param file 32 bytes, mode 0600; made on first use */
    public KeyFilePlanCipher(Path file, SecureRandom random) {
        this.keyFile = new KeyFile(file, random);
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] plan, PlanScope scope) {
        if (plan.length > MAX_PLAN_BYTES) {
            throw LandfallException.limit("The plan file has " + plan.length + " bytes, more than the " + MAX_PLAN_BYTES
                    + " that are allowed: split the module.");
        }
        var poolKey = keyFile.read();
        var nonce = new byte[SealedPlan.NONCE_BYTES];
        random.nextBytes(nonce);
        var header = SealedPlan.header(keyId(poolKey), nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, poolKey, header, nonce, scope);
            var sealed = Arrays.copyOf(header, header.length + cipher.getOutputSize(plan.length));
            cipher.doFinal(plan, 0, plan.length, sealed, header.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("The plan could not be encrypted.", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, PlanScope scope) {
        var parsed = SealedPlan.parse(sealed);
        var poolKey = keyFile.read();
        if (!MessageDigest.isEqual(parsed.keyId(), keyId(poolKey))) {
            throw LandfallException.conflict("The plan was planned by a runner with another plan key; plan again.");
        }
        try {
            var header = SealedPlan.header(parsed.keyId(), parsed.nonce());
            return cipher(Cipher.DECRYPT_MODE, poolKey, header, parsed.nonce(), scope)
                    .doFinal(parsed.ciphertext());
        } catch (AEADBadTagException e) {
            throw new LandfallException(
                    ErrorKind.CONFLICT,
                    "The plan was changed since it was made, or belongs to another install or workspace; plan again.",
                    e);
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("The plan could not be decrypted.", e);
        }
    }

    private static Cipher cipher(int mode, byte[] poolKey, byte[] header, byte[] nonce, PlanScope scope)
            throws GeneralSecurityException {
        var installKey = Hkdf.derive(poolKey, SALT, ("install " + scope.install()).getBytes(UTF_8), Hkdf.BLOCK_BYTES);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(installKey, "AES"),
                new GCMParameterSpec(SealedPlan.TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associatedData(header, scope));
        return cipher;
    }

    /** Lengths stand before the names, so that no two scopes give the same bytes. */
    private static byte[] associatedData(byte[] header, PlanScope scope) {
        var install = scope.install().getBytes(UTF_8);
        var workspace = scope.workspace().getBytes(UTF_8);
        return ByteBuffer.allocate(header.length + 2 * Integer.BYTES + install.length + workspace.length)
                .put(header)
                .putInt(install.length)
                .put(install)
                .putInt(workspace.length)
                .put(workspace)
                .array();
    }

    private static byte[] keyId(byte[] poolKey) {
        return Hkdf.derive(poolKey, SALT, ID_INFO, SealedPlan.KEY_ID_BYTES);
    }
}
