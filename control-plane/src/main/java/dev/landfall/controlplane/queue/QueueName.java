package dev.landfall.controlplane.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import java.util.regex.Pattern;

/** A queue's name: 1 to 60 of {@code a-z 0-9 -}, as every cloud allows. */
public record QueueName(String value) {

    // before EVENTS, whose construction needs it
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");

    /** The control plane's own queue of events and timers. */
    public static final QueueName EVENTS = new QueueName("events");

    public QueueName {
        if (!FORM.matcher(value).matches()) {
            throw LandfallException.invalid(
                    "A queue name is 1 to 60 of a-z, 0-9 and '-'; this one is not: '" + value + "'.");
        }
    }

    /** The queue of a pool. */
    public static QueueName of(PoolId pool) {
        return new QueueName(pool.value().replace('_', '-').toLowerCase(java.util.Locale.ROOT));
    }
}
