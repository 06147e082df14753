package dev.landfall.runner.daemon;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.Lease;
import java.util.Optional;
import java.util.regex.Pattern;

/** A lease as the name of a folder: {@code <job>-<attempt>-<fence>}. */
final class LeaseName {

    private static final Pattern FORM = Pattern.compile("(.+\\..+)-(\\d{1,9})-(\\d{1,18})");

    private LeaseName() {}

    static String of(Lease lease) {
        return lease.job() + "-" + lease.attempt() + "-" + lease.fence();
    }

    /** Empty when the name is not one of a lease. */
    static Optional<Lease> parse(String name) {
        var matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new Lease(
                        new JobId(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
