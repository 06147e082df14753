package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

/** The curve P-256 (FIPS 186-4, secp256r1): its numbers and its keys. */
final class P256 {

    /** Bytes of a coordinate and of a private number. */
    static final int BYTES = 32;

    static final String NAME = "secp256r1";

    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    /**
     * @throws LandfallException INVALID when there is no such point on the curve
     */
    static ECPublicKey publicKey(byte[] x, byte[] y) {
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        if (!holds(point)) {
            throw LandfallException.invalid(
                    "The public key is not a point on the curve P-256; it is damaged or forged.");
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE));
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot make a P-256 public key.", e);
        }
    }

    /**
     * @throws LandfallException INVALID when the number is not in the range of the curve's order
     */
    static ECPrivateKey privateKey(byte[] d) {
        var number = new BigInteger(1, d);
        if (number.signum() == 0 || number.compareTo(CURVE.getOrder()) >= 0) {
            throw LandfallException.invalid("The private key is out of the range of P-256; it is damaged.");
        }
        try {
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, CURVE));
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot make a P-256 private key.", e);
        }
    }

    /** Big-endian, exactly {@link #BYTES} long. */
    static byte[] bytes(BigInteger number) {
        byte[] raw = number.toByteArray();
        var fixed = new byte[BYTES];
        int length = Math.min(raw.length, BYTES);
        System.arraycopy(raw, raw.length - length, fixed, BYTES - length, length);
        return fixed;
    }

    private static boolean holds(ECPoint point) {
        var prime = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        var x = point.getAffineX();
        var y = point.getAffineY();
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        var right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB());
        return y.pow(2).mod(prime).equals(right.mod(prime));
    }

    private static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime does not know the curve P-256.", e);
        }
    }
}
