package dev.landfall.functionsazure.queue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * What a queue is called in the storage account: {@code <prefix>-<queue>}, and its dead letters
 * {@code <prefix>-<queue>-dead}. Azure takes 3 to 63 of {@code a-z 0-9 -}, no two hyphens in a row.
 */
record StorageQueueNames(String prefix) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,19}");
    private static final Pattern AZURE = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final String DEAD = "-dead";

    /** Where the Functions host puts a message of the events queue that our function failed on too often. */
    private static final String POISON = "-poison";

    StorageQueueNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw LandfallException.invalid(
                    "The prefix of queues is a letter and up to 19 of a-z and 0-9, not '" + prefix + "'.");
        }
    }

    String of(QueueName queue) {
        return checked(prefix + "-" + queue.value());
    }

    String dead(QueueName queue) {
        return checked(prefix + "-" + queue.value() + (queue.equals(QueueName.EVENTS) ? POISON : DEAD));
    }

    private static String checked(String name) {
        if (!AZURE.matcher(name).matches()) {
            throw LandfallException.invalid("Azure takes no queue of the name '" + name
                    + "': a name is 3 to 63 of a-z, 0-9 and '-', without two hyphens in a row.");
        }
        return name;
    }
}
