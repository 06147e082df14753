package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** GitHub's side of the story: signs and sends push deliveries (GitHub Docs, "Validating webhook deliveries"). */
public final class Webhook {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String NO_COMMIT = "0".repeat(40);

    private String path = "";
    private String secret = "";

    /** Where to send, and with which secret to sign; known when the project is made. */
    void pointAt(String path, String secret) {
        this.path = path;
        this.secret = secret;
    }

    /** Sends the push of one commit to main. */
    JsonNode push(Stage stage, String delivery, String repository, String commit) {
        var payload = Json.mapper().createObjectNode().put("ref", "refs/heads/main");
        payload.put("before", NO_COMMIT).put("after", commit).put("deleted", false);
        payload.putObject("repository").put("clone_url", repository).put("full_name", "demo/ci-example");
        payload.putObject("head_commit").put("id", commit);
        var body = Json.write(payload);
        return stage.api().post(new ApiPath(path), body, "application/json", headers(delivery, body));
    }

    private Map<String, String> headers(String delivery, byte[] body) {
        return Map.of(
                "X-GitHub-Event",
                "push",
                "X-GitHub-Delivery",
                delivery,
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(sign(body)));
    }

    private byte[] sign(byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
