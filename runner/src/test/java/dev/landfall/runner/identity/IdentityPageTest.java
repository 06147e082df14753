package dev.landfall.runner.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The policies of docs/identity.md let through what the runner asks for, and nothing that differs from it. */
class IdentityPageTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/acme-maintenance";

    /** Tags and source identity in a request need an action each: "Permissions required" in the IAM user guide for both. */
    private static final List<String> ACTIONS = List.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theTrustPolicyLetsTheRunnersRequestThrough() throws IOException {
        for (var action : ACTIONS) {
            assertTrue(trusts(action, request()), action);
        }
    }

    @Test
    void theTrustPolicyRefusesAnotherOperationInstallOrExternalId() throws IOException {
        for (var change : Map.of(
                        "aws:RequestTag/landfall:operation", "provision",
                        "aws:RequestTag/landfall:install", "in_other",
                        "sts:ExternalId", "acme-0000",
                        "sts:SourceIdentity", "in_other.jb_1")
                .entrySet()) {
            var changed = new HashMap<>(request());
            changed.put(change.getKey(), change.getValue());
            assertFalse(trusts("sts:AssumeRole", changed), change.getKey());
            changed.remove(change.getKey());
            assertFalse(trusts("sts:AssumeRole", changed), "without " + change.getKey());
        }
    }

    /** A condition on a key that an action does not know is never met ("Condition keys for AWS STS"). */
    @Test
    void eachActionHasOnlyConditionsThatItKnows() throws IOException {
        for (var statement : policy("trust").path("Statement")) {
            var action = statement.path("Action").stringValue();
            for (var operator : statement.path("Condition")) {
                for (var key : operator.properties()) {
                    assertTrue(known(action, key.getKey()), action + " with " + key.getKey());
                }
            }
        }
    }

    @Test
    void theRunnersPolicyHasTheThreeActionsOnTheListedRolesAlone() throws IOException {
        var statement = policy("runner").at("/Statement/0");
        assertEquals(ACTIONS, texts(statement.path("Action")));
        assertTrue(texts(statement.path("Resource")).contains(ROLE));
        assertTrue(texts(statement.path("Resource")).stream().noneMatch(role -> role.contains("*")));
        assertEquals(1, policy("runner").path("Statement").size());
    }

    private static boolean known(String action, String key) {
        return switch (action) {
            case "sts:AssumeRole" -> true;
            case "sts:TagSession" -> key.startsWith("aws:RequestTag/");
            case "sts:SetSourceIdentity" -> key.equals("sts:SourceIdentity");
            default -> false;
        };
    }

    private static boolean trusts(String action, Map<String, String> request) throws IOException {
        return policy("trust")
                .path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Action").stringValue().equals(action)
                        && statement.path("Effect").stringValue().equals("Allow"))
                .anyMatch(statement -> holds(statement.path("Condition"), request));
    }

    private static boolean holds(JsonNode condition, Map<String, String> request) {
        return condition.path("StringEquals").properties().stream()
                        .allMatch(each -> each.getValue().stringValue().equals(request.get(each.getKey())))
                && condition.path("StringLike").properties().stream()
                        .allMatch(each -> like(each.getValue().stringValue(), request.getOrDefault(each.getKey(), "")));
    }

    /** The request that was really sent, as the condition keys of IAM name its parts. */
    private Map<String, String> request() {
        var keys = new HashMap<String, String>();
        try (var sts = FakeSts.start(InstantSource.system(), Duration.ofMinutes(15));
                var transport = new HttpTransport()) {
            var job = new SampleJob(folder);
            new JobIdentities(sts.environment(), transport, new SecureRandom(), InstantSource.system())
                    .open(SampleJob.spec(new AwsRole(ROLE, "acme-7f3a", null)), job.surroundings())
                    .close();
            var sent = sts.requests().getFirst();
            keys.put("sts:ExternalId", String.valueOf(sent.get("ExternalId")));
            keys.put("sts:SourceIdentity", String.valueOf(sent.get("SourceIdentity")));
            for (int i = 1; sent.containsKey("Tags.member." + i + ".Key"); i++) {
                keys.put(
                        "aws:RequestTag/" + sent.get("Tags.member." + i + ".Key"),
                        String.valueOf(sent.get("Tags.member." + i + ".Value")));
            }
        }
        return keys;
    }

    private static boolean like(String glob, String text) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"))
                .matcher(text)
                .matches();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private static JsonNode policy(String name) throws IOException {
        var page = Files.readString(Path.of("..", "docs", "identity.md"));
        var marker = page.indexOf("<!-- policy: " + name + " -->");
        assertTrue(marker >= 0, name);
        var start = page.indexOf("```json", marker) + "```json".length();
        return Json.readTree(page.substring(start, page.indexOf("```", start)).getBytes(StandardCharsets.UTF_8));
    }
}
