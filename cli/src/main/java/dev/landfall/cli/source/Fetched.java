package dev.landfall.cli.source;

import org.jspecify.annotations.Nullable;

/** What an address holds. */
final class Fetched {

    private final byte[] contents;
    private final @Nullable String commit;

    /**
     * @param contents not copied
     * @param commit that git found it in; else null
     */
    Fetched(byte[] contents, @Nullable String commit) {
        this.contents = contents;
        this.commit = commit;
    }

    byte[] contents() {
        return contents;
    }

    @Nullable String commit() {
        return commit;
    }
}
