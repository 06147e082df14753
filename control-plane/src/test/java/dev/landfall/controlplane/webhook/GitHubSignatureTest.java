package dev.landfall.controlplane.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

final class GitHubSignatureTest {

    @Test
    void theExampleOfGitHubsDocumentationHolds() {
        assertTrue(GitHubSignature.matches(
                bytes("Hello, World!"),
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                List.of("It's a Secret to Everybody")));
    }

    @Test
    void anyLiveSecretWillDoAndNoneRefuses() throws GeneralSecurityException {
        var body = bytes("{}");
        assertTrue(GitHubSignature.matches(body, sign(body, "old"), List.of("new", "old")));
        assertFalse(GitHubSignature.matches(body, sign(body, "gone"), List.of("new", "old")));
        assertFalse(GitHubSignature.matches(body, sign(body, "old"), List.of()));
    }

    @Test
    void otherFormsAreNoSignature() throws GeneralSecurityException {
        var body = bytes("{}");
        var good = sign(body, "s");
        for (String header : List.of(
                "",
                "sha256=",
                good.substring(7),
                good + "0",
                good.replace("sha256", "sha1"),
                "sha256=" + "é".repeat(64))) {
            assertFalse(GitHubSignature.matches(body, header, List.of("s")), header);
        }
    }

    @Property(tries = 200)
    void aChangedByteBreaksTheSignature(@ForAll @NotEmpty byte[] body, @ForAll int at, @ForAll @NotEmpty String secret)
            throws GeneralSecurityException {
        var header = sign(body, secret);
        assertTrue(GitHubSignature.matches(body, header, List.of(secret)));
        body[Math.floorMod(at, body.length)] ^= 1;
        assertFalse(GitHubSignature.matches(body, header, List.of(secret)));
    }

    @Property(tries = 200)
    void noHeaderBreaksTheCheck(@ForAll byte[] body, @ForAll String header) {
        assertFalse(GitHubSignature.matches(body, header, List.of("secret")));
    }

    private static String sign(byte[] body, String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
