package dev.landfall.formats.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON, YAML, base64 and digests. */
final class CodecFunctions {

    private static final int MAX_DEPTH = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of(
                    "b64enc", 1, arguments -> Json.text(Base64.getEncoder().encodeToString(bytes(arguments.text(0))))),
            TemplateFunction.of("b64dec", 1, CodecFunctions::decoded),
            TemplateFunction.of(
                    "toJson", 1, arguments -> Json.text(arguments.node(0).toString())),
            TemplateFunction.of(
                    "toRawJson", 1, arguments -> Json.text(arguments.node(0).toString())),
            TemplateFunction.of("toPrettyJson", 1, arguments -> Json.text(PrettyJson.of(arguments.node(0)))),
            TemplateFunction.of("fromJson", 1, CodecFunctions::parsed),
            TemplateFunction.of("toYaml", 1, arguments -> Json.text(Yaml.of(arguments.node(0)))),
            TemplateFunction.of("sha1sum", 1, arguments -> digest("SHA-1", arguments)),
            TemplateFunction.of("sha256sum", 1, arguments -> digest("SHA-256", arguments)),
            TemplateFunction.of("sha512sum", 1, arguments -> digest("SHA-512", arguments)));

    private CodecFunctions() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode decoded(Arguments arguments) {
        try {
            return Json.text(new String(Base64.getDecoder().decode(arguments.text(0)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Refusal("'b64dec' got a text that is not base64.");
        }
    }

    /** A reference to a secret inside the JSON stays whole. */
    private static JsonNode parsed(Arguments arguments) {
        try {
            var parsed = JSON.readTree(arguments.passedText(0));
            return parsed.isMissingNode() ? Json.nothing() : parsed;
        } catch (JacksonException e) {
            throw new Refusal("'fromJson' got a text that is not JSON"
                    + (e.getLocation() == null
                            ? "."
                            : " (line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + ")."));
        }
    }

    private static JsonNode digest(String algorithm, Arguments arguments) {
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(bytes(arguments.text(0)));
            return Json.text(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has " + algorithm + ".", e);
        }
    }
}
