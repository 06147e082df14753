package dev.landfall.runner.aws;

import dev.landfall.protocol.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as AWS asks for it ("Signature Version 4 for API requests" in the IAM user guide), with the signature in the
 * Authorization header and every header of the request signed. Thread-safe.
 */
public final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String region;
    private final String service;

    /**
     * @param region such as {@code eu-central-1}
     * @param service as it is signed for, such as {@code sqs}
     */
    public SigV4(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /**
     * @param now by AWS's clock; it refuses what is off by more than 15 minutes
     * @return the request with {@code X-Amz-Date}, {@code X-Amz-Security-Token} where there is one, and
     *     {@code Authorization}
     */
    public AwsRequest sign(AwsRequest request, AwsCredentials credentials, Instant now) {
        var time = TIME.format(now);
        var added = new LinkedHashMap<String, String>();
        added.put("X-Amz-Date", time);
        if (credentials.sessionToken() != null) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        var dated = request.with(added);
        var headers = canonicalHeaders(dated);
        var signedHeaders = String.join(";", headers.keySet());
        var date = time.substring(0, 8);
        var scope = date + "/" + region + "/" + service + "/aws4_request";
        var toSign =
                String.join("\n", ALGORITHM, time, scope, Sha256.hex(text(canonical(dated, headers, signedHeaders))));
        var signature = HexFormat.of().formatHex(hmac(key(credentials, date), toSign));
        return dated.with(Map.of(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + signedHeaders + ", Signature=" + signature));
    }

    private static String canonical(AwsRequest request, Map<String, String> headers, String signedHeaders) {
        var lines = new StringBuilder(request.method())
                .append('\n')
                .append(CanonicalUri.path(request.uri()))
                .append('\n')
                .append(CanonicalUri.query(request.uri()))
                .append('\n');
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(payloadHash(request))
                .toString();
    }

    /** What the request says of its payload itself, as those to S3 do, whose payload is no text. */
    private static String payloadHash(AwsRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("x-amz-content-sha256"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> Sha256.hex(text(request.body())));
    }

    private static Map<String, String> canonicalHeaders(AwsRequest request) {
        var sorted = new TreeMap<String, String>();
        sorted.put("host", request.host());
        request.headers()
                .forEach((name, value) ->
                        sorted.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll(" +", " ")));
        return sorted;
    }

    private byte[] key(AwsCredentials credentials, String date) {
        var first = hmac(text("AWS4" + credentials.secretAccessKey()), date);
        return hmac(hmac(hmac(first, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
