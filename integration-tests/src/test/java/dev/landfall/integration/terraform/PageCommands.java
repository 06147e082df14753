package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;

/** The shell commands of a page in {@code docs}. */
final class PageCommands {

    private static final String FENCE = "```";

    private final String page;

    private PageCommands(String page) {
        this.page = page;
    }

    static PageCommands of(String name) throws IOException {
        return new PageCommands(Files.readString(Checkout.root().resolve("docs").resolve(name)));
    }

    /** The first block of commands under a heading. */
    String under(String heading) {
        int section = page.indexOf("\n## " + heading + "\n");
        assertTrue(section >= 0, heading);
        int start = page.indexOf(FENCE + "sh\n", section) + (FENCE + "sh\n").length();
        return page.substring(start, page.indexOf(FENCE, start));
    }
}
