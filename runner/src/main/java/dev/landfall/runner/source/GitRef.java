package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/** A branch, a tag, or a full commit id (SHA-1 or SHA-256). */
record GitRef(String text) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** Narrower than git's check-ref-format: no refspec syntax, no option, nothing that a shell would expand. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./@+#=-]{0,250}");

    GitRef {
        if (!NAME.matcher(text).matches() || text.contains("..") || text.contains("@{") || text.endsWith("/")) {
            throw LandfallException.invalid("'" + text + "' names no branch, tag or full commit id.");
        }
    }

    boolean isCommit() {
        return COMMIT.matcher(text).matches();
    }
}
