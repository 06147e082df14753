package dev.landfall.integration.process;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as GitHub sends it: body, event, delivery id and {@code X-Hub-Signature-256}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GitHubDelivery(String event, String id, byte[] body) {

    /** A push of one commit to a branch. */
    public static GitHubDelivery push(String id, String repository, String branch, String commit) {
        return new GitHubDelivery(
                "push",
                id,
                Json.write(Map.of(
                        "ref",
                        "refs/heads/" + branch,
                        "before",
                        "0".repeat(40),
                        "after",
                        commit,
                        "deleted",
                        false,
                        "created",
                        true,
                        "repository",
                        Map.of("full_name", "example/shop", "clone_url", repository, "html_url", repository),
                        "commits",
                        List.of(Map.of(
                                "id", commit, "added", List.of("x"), "modified", List.of(), "removed", List.of())),
                        "sender",
                        Map.of("login", "octocat"))));
    }

    /** Headers signed with a secret. */
    public Map<String, String> headers(String secret) {
        return Map.of(
                "content-type",
                "application/json",
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                id,
                "X-Hub-Signature-256",
                "sha256=" + signature(secret));
    }

    private String signature(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
