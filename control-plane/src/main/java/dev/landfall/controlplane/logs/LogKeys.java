package dev.landfall.controlplane.logs;

import dev.landfall.protocol.id.JobId;
import java.util.Locale;

/** Where chunks are: {@code logs/<job>/<attempt>/<number in 20 digits>}, so that their order is that of the keys. */
public final class LogKeys {

    private LogKeys() {}

    /** Start of the keys of all chunks of a job. */
    public static String prefix(JobId job) {
        return "logs/" + job + "/";
    }

    static String chunk(JobId job, int attempt, long number) {
        return prefix(job) + attempt + "/" + String.format(Locale.ROOT, "%020d", number);
    }

    /** The topic that tells readers of a job's log that there is more. */
    public static String topic(JobId job) {
        return "log." + job;
    }
}
