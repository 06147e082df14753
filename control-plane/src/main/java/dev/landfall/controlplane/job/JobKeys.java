package dev.landfall.controlplane.job;

import dev.landfall.protocol.id.JobId;
import java.util.Locale;

/** Sort keys of jobs and their attempts in their partition. */
public final class JobKeys {
    /** Start of every job's sort key; the newest job comes first. */
    public static final String JOB_PREFIX = "job.";

    /** Start of the sort keys that name jobs which have not ended. */
    public static final String LIVE_PREFIX = "live.";

    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private JobKeys() {}

    public static String job(JobId job) {
        return JOB_PREFIX + newestFirst(local(job));
    }

    public static String live(JobId job) {
        return LIVE_PREFIX + local(job);
    }

    public static String attempts(JobId job) {
        return "attempt." + local(job) + ".";
    }

    public static String attempt(JobId job, int number) {
        return attempts(job) + String.format(Locale.ROOT, "%03d", number);
    }

    /** The path of the job's and its attempts' transitions. */
    public static String trail(JobId job) {
        return local(job);
    }

    /** The id without its partition. */
    public static String local(JobId job) {
        return job.value().substring(job.value().indexOf('.') + 1);
    }

    /** Ids grow with time; this one's reverse grows against it, and is its own inverse. */
    public static String newestFirst(String localId) {
        int prefix = localId.indexOf('_') + 1;
        var reversed = new StringBuilder(localId.length()).append(localId, 0, prefix);
        for (int i = prefix; i < localId.length(); i++) {
            int digit = DIGITS.indexOf(localId.charAt(i));
            reversed.append(digit < 0 ? localId.charAt(i) : DIGITS.charAt(DIGITS.length() - 1 - digit));
        }
        return reversed.toString();
    }
}
