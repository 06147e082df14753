package dev.landfall.cli.source;

import dev.landfall.formats.files.ArchiveLimits;
import java.time.Duration;

/**
 * What fetching may take.
 *
 * @param one for a file of a web server, or all files of a git repository
 * @param all for everything that a command fetches
 * @param bytes of one file
 */
record FetchLimits(Duration one, Duration all, int bytes) {

    static final FetchLimits DEFAULT =
            new FetchLimits(Duration.ofSeconds(60), Duration.ofMinutes(5), (int) ArchiveLimits.CONFIG.maxFileBytes());

    String tooLong() {
        return "it has more than " + bytes
                + " bytes. Keep large files in a repository or a bucket, and refer to them there.";
    }
}
