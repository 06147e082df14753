package dev.landfall.protocol.signature;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;

/** The protected header of a JWS: exactly {@code alg}, {@code kid} and {@code typ}. */
record JwsHeader(String kid, String typ) {

    private static final Set<String> MEMBERS = Set.of("alg", "kid", "typ");
    private static final int MAX_LENGTH = 200;

    String text() {
        return "{\"alg\":\"" + Jws.ALGORITHM + "\",\"kid\":\"" + kid + "\",\"typ\":\"" + typ + "\"}";
    }

    static Verified<JwsHeader> read(byte[] json) {
        JsonNode header;
        try {
            header = Json.mapper()
                    .readerFor(JsonNode.class)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .readValue(new String(json, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return malformed("its header is not JSON");
        }
        if (header == null || !header.isObject() || !header.path("alg").isString()) {
            return malformed("its header names no algorithm");
        }
        if (!header.path("alg").stringValue().equals(Jws.ALGORITHM)) {
            return new Verified.Refused<>(
                    SignatureProblem.ALGORITHM_NOT_ACCEPTED,
                    "The signature uses another algorithm than " + Jws.ALGORITHM + ", and no other is accepted.");
        }
        if (!Set.copyOf(header.propertyNames()).equals(MEMBERS)) {
            return malformed("its header must have the members alg, kid and typ and no others");
        }
        return fits(header.path("kid")) && fits(header.path("typ"))
                ? new Verified.Accepted<>(new JwsHeader(
                        header.path("kid").stringValue(), header.path("typ").stringValue()))
                : malformed("its kid or typ is not a short plain text");
    }

    static <T> Verified<T> malformed(String why) {
        return new Verified.Refused<>(
                SignatureProblem.MALFORMED, "The signed text is not a JWS as Landfall writes it: " + why + ".");
    }

    private static boolean fits(JsonNode node) {
        return node.isString() && isPlain(node.stringValue());
    }

    /** Whether it can stand in the header as it is. */
    static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "._+-".indexOf(c) >= 0);
    }
}
