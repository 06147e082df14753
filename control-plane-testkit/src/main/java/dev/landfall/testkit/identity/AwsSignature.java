package dev.landfall.testkit.identity;

import dev.landfall.protocol.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of AWS (Signature Version 4) of a {@code POST /}, written from the service's side: which headers are signed is
 * given, not chosen.
 */
public final class AwsSignature {

    private AwsSignature() {}

    /**
     * @param headers in any case, Host among them
     * @param signedHeaders names in lower case, sorted
     * @param time as X-Amz-Date
     * @param scope {@code <date>/<region>/<service>/aws4_request}
     * @return hexadecimal
     */
    public static String of(
            Map<String, String> headers,
            List<String> signedHeaders,
            String body,
            String time,
            String scope,
            String secret) {
        var known = new TreeMap<String, String>();
        headers.forEach((name, value) -> known.put(name.toLowerCase(Locale.ROOT), value.strip()));
        var canonical = new StringBuilder("POST\n/\n\n");
        for (var name : signedHeaders) {
            canonical
                    .append(name)
                    .append(':')
                    .append(known.getOrDefault(name, ""))
                    .append('\n');
        }
        canonical
                .append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(Sha256.hex(body));
        var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Sha256.hex(canonical.toString());
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
