package dev.landfall.testkit.identity;

import dev.landfall.controlplane.outbound.Outbound.Answer;
import dev.landfall.controlplane.outbound.Outbound.Request;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code GetCallerIdentity} of AWS STS in one region: the signature must hold for the credentials that it names, the session
 * token must be theirs, the time within 15 minutes, the region its own. Thread-safe.
 */
public final class StrictSts implements Function<Request, Answer> {

    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=(\\w+)/([^,]+)," + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private final String region;
    private final InstantSource clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** What STS knows about an access key. */
    public record Session(String accessKeyId, String secret, String token, String account, String arn) {

        /** A request that it signs as SDKs do, with these headers among the signed. */
        public AwsCaller signed(String host, Map<String, String> ours, Instant at) {
            var time = TIME.format(at);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(ours);
            headers.put("X-Amz-Date", time);
            headers.put("X-Amz-Security-Token", token);
            headers.put("Host", host);
            var names = headers.keySet().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .sorted()
                    .toList();
            var scope = time.substring(0, 8) + "/" + host.split("\\.", -1)[1] + "/sts/aws4_request";
            var signature = AwsSignature.of(headers, names, AwsCaller.BODY, time, scope, secret);
            headers.put(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders="
                            + String.join(";", names) + ", Signature=" + signature);
            headers.remove("Host");
            return new AwsCaller(host, headers);
        }
    }

    public StrictSts(String region, InstantSource clock) {
        this.region = region;
        this.clock = clock;
    }

    /** The host name of this region's endpoint. */
    public String host() {
        return "sts." + region + ".amazonaws.com";
    }

    /** A session of a role, as {@code AssumeRole} would make it. */
    public Session assumed(String account, String role, String name) {
        var number = sessions.size() + 1;
        var session = new Session(
                "ASIA" + number,
                "secret-" + number,
                "token-" + number,
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + name);
        sessions.put(session.accessKeyId(), session);
        return session;
    }

    @Override
    public Answer apply(Request request) {
        var headers = new TreeMap<String, String>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.put("host", request.uri().getAuthority());
        var authorization = AUTHORIZATION.matcher(headers.getOrDefault("authorization", ""));
        if (!request.method().equals("POST")
                || !request.uri().getPath().equals("/")
                || !request.body().equals("Action=GetCallerIdentity&Version=2011-06-15")
                || !headers.getOrDefault("accept", "").equals("application/json")) {
            return refused(400, "InvalidAction");
        }
        if (!authorization.matches()) {
            return refused(403, "IncompleteSignature");
        }
        var session = sessions.get(authorization.group(1));
        if (session == null || !session.token().equals(headers.get("x-amz-security-token"))) {
            return refused(403, "InvalidClientTokenId");
        }
        var time = headers.getOrDefault("x-amz-date", "");
        if (tooOld(time)) {
            return refused(403, "SignatureDoesNotMatch");
        }
        var scope = time.substring(0, 8) + "/" + region + "/sts/aws4_request";
        var signed = List.of(authorization.group(3).split(";", -1));
        var expected = AwsSignature.of(headers, signed, request.body(), time, scope, session.secret());
        boolean holds = authorization.group(2).equals(scope)
                && signed.contains("host")
                && signed.contains("x-amz-date")
                && expected.equals(authorization.group(4));
        return holds ? caller(session) : refused(403, "SignatureDoesNotMatch");
    }

    private boolean tooOld(String time) {
        try {
            var signedAt = TIME.parse(time, Instant::from);
            return Duration.between(signedAt, clock.instant()).abs().compareTo(TOLERANCE) > 0;
        } catch (java.time.DateTimeException e) {
            return true;
        }
    }

    private static Answer caller(Session session) {
        var result =
                Map.of("Account", session.account(), "Arn", session.arn(), "UserId", "AROA:" + session.accessKeyId());
        return new Answer(
                200, Json.writeString(Map.of("GetCallerIdentityResponse", Map.of("GetCallerIdentityResult", result))));
    }

    private static Answer refused(int status, String code) {
        return new Answer(status, Json.writeString(Map.of("Error", Map.of("Code", code, "Message", "refused"))));
    }
}
