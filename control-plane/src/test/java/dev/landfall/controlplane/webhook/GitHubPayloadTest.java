package dev.landfall.controlplane.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.project.CiStart;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class GitHubPayloadTest {

    private static final String JSON = "application/json";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String REPOSITORY = "\"repository\":{\"clone_url\":\"https://github.com/acme/shop.git\"}";

    @Test
    void aPushToABranchNamesCommitAndChangedFiles() {
        var start = change("""
                {"ref":"refs/heads/feature/x","after":"%s",%s,"commits":[
                  {"added":["b"],"modified":["a"],"removed":[]},{"added":[],"modified":["a"],"removed":["c"]}]}""");
        assertEquals("push", start.event());
        assertEquals("feature/x", start.branch());
        assertEquals(COMMIT, start.commit());
        assertEquals(List.of("a", "b", "c"), start.changedPaths());
    }

    @Test
    void formEncodedPayloadsReadTheSame() {
        var json = "{\"ref\":\"refs/heads/main\",\"after\":\"" + COMMIT + "\"," + REPOSITORY + ",\"commits\":[]}";
        var form = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
        var event = GitHubPayload.event("push", "application/x-www-form-urlencoded; charset=utf-8", bytes(form));
        assertEquals(
                "main", assertInstanceOf(GitEvent.Change.class, event).start().branch());
    }

    @Test
    void aTagIsTheCommitThatItPointsTo() {
        var start = change("""
                {"ref":"refs/tags/v1","after":"ffffffffffffffffffffffffffffffffffffffff",
                 "head_commit":{"id":"%s"},%s}""");
        assertEquals("tag_created", start.event());
        assertEquals("v1", start.branch());
        assertEquals(COMMIT, start.commit());
        assertNull(start.changedPaths());
    }

    @Test
    void changedFilesAreUnknownWhereTheListMayBeCut() {
        var commit = "{\"added\":[\"a\"],\"modified\":[],\"removed\":[]}";
        var many = String.join(",", java.util.Collections.nCopies(21, commit));
        assertNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s,\"commits\":[" + many + "]}")
                .changedPaths());
        assertNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s,\"commits\":[]}")
                .changedPaths());
        assertNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s}").changedPaths());
        assertNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s,\"forced\":true,\"commits\":[" + commit + "]}")
                .changedPaths());
        assertNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s,\"size\":30,\"commits\":[" + commit + "]}")
                .changedPaths());
        assertNotNull(change("{\"ref\":\"refs/heads/m\",\"after\":\"%s\",%s,\"commits\":[" + commit + "]}")
                .changedPaths());
    }

    @Test
    void deletionsAndOtherEventsStartNothing() {
        var deleted = event("push", "{\"ref\":\"refs/heads/m\",\"deleted\":true," + REPOSITORY + "}");
        assertTrue(assertInstanceOf(GitEvent.Ignored.class, deleted).reason().contains("deletes"));
        assertInstanceOf(GitEvent.Ignored.class, event("push", "{\"ref\":\"refs/notes/x\"," + REPOSITORY + "}"));
        assertInstanceOf(GitEvent.Ignored.class, event("issues", "{}"));
        assertInstanceOf(GitEvent.Ignored.class, event("create", "{\"ref_type\":\"tag\"}"));
    }

    @Test
    void brokenPayloadsAreInvalid() {
        for (String broken : List.of(
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"ref\":1}",
                "{\"ref\":\"refs/heads/m\"}",
                "{\"ref\":\"refs/heads/m\",\"after\":\"xyz\"," + REPOSITORY + "}",
                "{\"ref\":\"refs/heads/m\",\"after\":\"" + COMMIT + "\",\"repository\":[]}",
                "{\"ref\":\"refs/heads/" + "m".repeat(300) + "\",\"after\":\"" + COMMIT + "\"," + REPOSITORY + "}")) {
            var e = assertThrows(LandfallException.class, () -> event("push", broken), broken);
            assertEquals(ErrorKind.INVALID, e.kind());
        }
        assertThrows(
                LandfallException.class,
                () -> GitHubPayload.event("push", "application/x-www-form-urlencoded", bytes("other=1")));
    }

    @Property(tries = 500)
    void noPayloadDoesAnythingButReadOrBeInvalid(@ForAll("nearlyPushes") String text) {
        for (String type : List.of(JSON, "application/x-www-form-urlencoded")) {
            try {
                assertNotNull(GitHubPayload.event("push", type, bytes(text)));
            } catch (LandfallException e) {
                assertEquals(ErrorKind.INVALID, e.kind());
            }
        }
    }

    @Provide
    Arbitrary<String> nearlyPushes() {
        var value = Arbitraries.of(
                "null",
                "1",
                "-1e400",
                "true",
                "\"refs/heads/m\"",
                "\"refs/tags/v\"",
                "\"\"",
                "[]",
                "{}",
                "[[]]",
                "\"" + COMMIT + "\"",
                "[{\"added\":[1,null,\"a\"],\"modified\":{},\"removed\":[]}]",
                "{\"id\":5}",
                "{\"clone_url\":\"https://h/a/b\"}",
                "\"\\u0000\"");
        var member =
                Arbitraries.of("ref", "after", "deleted", "forced", "size", "commits", "repository", "head_commit");
        var object = net.jqwik.api.Combinators.combine(member, value)
                .as((name, text) -> "\"" + name + "\":" + text)
                .list()
                .ofMaxSize(10)
                .map(members -> "{" + String.join(",", members) + "}");
        return Arbitraries.oneOf(
                object,
                object.map(text -> "payload=" + text),
                Arbitraries.strings().ofMaxLength(60));
    }

    private static CiStart change(String template) {
        var json = template.contains("head_commit") || template.contains("%s")
                ? template.replaceFirst("%s", COMMIT).replaceFirst("%s", REPOSITORY.replace("\\", "\\\\"))
                : template;
        return assertInstanceOf(GitEvent.Change.class, event("push", json)).start();
    }

    private static GitEvent event(String event, String json) {
        return GitHubPayload.event(event, JSON, bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
