package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Has STS say who signed a request. The runner chooses the regional host and the headers, and nothing else: method, path and
 * body are ours, the host must be one of STS, and what is not on the list of headers is not sent. Thread-safe.
 */
final class AwsCallerCheck {

    /** STS accepts a signature for so long. */
    private static final Duration SIGNATURE_VALID = Duration.ofMinutes(15);

    /** The shape of a region's name, so that no other name below amazonaws.com, such as a bucket's, passes. */
    private static final Pattern HOST = Pattern.compile("sts\\.(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-"
            + "(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\\d{1,2}"
            + "\\.amazonaws\\.com(?:\\.cn)?");

    private static final Pattern SIGNED_HEADERS = Pattern.compile(" SignedHeaders=([a-z0-9;-]{1,500}),");

    private static final Set<String> SENT = Set.of(
            "authorization",
            "content-type",
            "x-amz-date",
            "x-amz-security-token",
            "x-landfall-audience",
            "x-landfall-nonce",
            "x-landfall-key");

    private static final Set<String> MUST_BE_SIGNED =
            Set.of("host", "x-amz-date", "x-landfall-audience", "x-landfall-nonce", "x-landfall-key");

    /** Session tokens of STS grow with the session's tags; AWS promises no limit. */
    private static final int MAX_HEADER_LENGTH = 8 * 1024;

    private final Outbound outbound;

    AwsCallerCheck(Outbound outbound) {
        this.outbound = outbound;
    }

    ProvenIdentity check(PoolTrust.Aws trust, AwsCaller proof, Challenge challenge) {
        var caller = caller(proof, challenge);
        requireTrusted(trust, caller);
        return new ProvenIdentity(
                caller.arn(), challenge.nonce(), challenge.now().plus(SIGNATURE_VALID));
    }

    /** Whoever signed it for the challenge. */
    AwsCallerIdentity caller(AwsCaller proof, Challenge challenge) {
        var headers = headers(proof);
        if (proof.host() == null || !HOST.matcher(proof.host()).matches()) {
            throw refused("it is not made for a regional host of AWS STS, such as sts.eu-central-1.amazonaws.com");
        }
        requireSigned(headers.getOrDefault("authorization", ""));
        requireEqual(headers, AwsCaller.AUDIENCE, challenge.audience());
        requireEqual(headers, AwsCaller.NONCE, challenge.nonce());
        requireEqual(headers, AwsCaller.KEY, challenge.key());
        return ask(proof.host(), headers);
    }

    private static Map<String, String> headers(AwsCaller proof) {
        var headers = new TreeMap<String, String>();
        proof.headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            boolean plain = value.length() <= MAX_HEADER_LENGTH && value.chars().allMatch(c -> c >= ' ' && c <= '~');
            if (!SENT.contains(lower) || !plain || headers.put(lower, value) != null) {
                throw refused("its header '" + (SENT.contains(lower) ? lower : "?") + "' cannot be sent");
            }
        });
        return headers;
    }

    private static void requireSigned(String authorization) {
        var signed = SIGNED_HEADERS.matcher(authorization);
        if (!authorization.startsWith("AWS4-HMAC-SHA256 Credential=")
                || !signed.find()
                || !Arrays.stream(signed.group(1).split(";", -1))
                        .collect(Collectors.toSet())
                        .containsAll(MUST_BE_SIGNED)) {
            throw refused("its signature does not cover audience, nonce and key");
        }
    }

    private static void requireEqual(Map<String, String> headers, String name, String expected) {
        if (!expected.equals(headers.get(name.toLowerCase(Locale.ROOT)))) {
            throw refused("its " + name + " is not the expected one");
        }
    }

    private AwsCallerIdentity ask(String host, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.put("accept", "application/json");
        var answer =
                outbound.send(new Outbound.Request("POST", URI.create("https://" + host + "/"), all, AwsCaller.BODY));
        if (answer.status() >= 500 || answer.status() == 429) {
            throw LandfallException.unavailable("AWS STS answered with status " + answer.status() + ".", null);
        }
        if (answer.status() != 200) {
            throw refused("AWS STS does not accept it (status " + answer.status() + code(answer.body()) + ")");
        }
        var result = tree(answer.body()).path("GetCallerIdentityResponse").path("GetCallerIdentityResult");
        return new AwsCallerIdentity(
                result.path("Account").asString(""), result.path("Arn").asString(""));
    }

    private static void requireTrusted(PoolTrust.Aws trust, AwsCallerIdentity caller) {
        var role = "arn:" + trust.partition() + ":sts::" + trust.account() + ":assumed-role/" + trust.roleName() + "/";
        boolean trusted = caller.account().equals(trust.account())
                && caller.arn().startsWith(role)
                && caller.arn().length() > role.length()
                && caller.arn().indexOf('/', role.length()) < 0;
        if (!trusted) {
            throw refused("it is made by " + caller.arn() + ", which this pool does not trust");
        }
    }

    private static String code(String body) {
        var code = tree(body).path("Error").path("Code").asString("");
        return code.matches("\\w{1,60}") ? ", " + code : "";
    }

    private static JsonNode tree(String body) {
        try {
            return Json.readTree(body.getBytes(StandardCharsets.UTF_8));
        } catch (LandfallException e) {
            return Json.readTree(new byte[] {'{', '}'});
        }
    }

    private static LandfallException refused(String why) {
        return LandfallException.unauthenticated("The proof of an AWS identity is refused: " + why + ".");
    }
}
