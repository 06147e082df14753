package dev.landfall.integration.jobrole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The policies of {@code docs/identity.md}, as a customer takes them from there. */
final class IdentityPage {

    private IdentityPage() {}

    /** The trust policy for one role: the page shows that of maintenance. */
    static String trust(String operation) {
        return policy("trust").replace("\"maintenance\"", "\"" + operation + "\"");
    }

    /** The policy of the runner's role. */
    static String runner() {
        return policy("runner");
    }

    private static String policy(String name) {
        try {
            var page = Files.readString(Path.of("..", "docs", "identity.md"));
            var marker = page.indexOf("<!-- policy: " + name + " -->");
            var start = page.indexOf("```json", marker) + "```json".length();
            return page.substring(start, page.indexOf("```", start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
