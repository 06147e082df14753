package dev.landfall.functionslocal.sqlite;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.functionslocal.wakeup.ProcessWakeUp;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes until it is killed: from several threads batches of three records and a message each, and prints the number of
 * each once it was answered. Run as a process of its own by {@link SqliteStoreCrashIT}.
 */
final class CrashingWriter {

    static final int THREADS = 6;
    static final int RECORDS_PER_BATCH = 3;
    static final QueueName QUEUE = new QueueName("crash");

    private CrashingWriter() {}

    /** Arguments: the database file, and a name that makes this run's keys different from earlier ones'. */
    public static void main(String[] args) {
        var clock = InstantSource.system();
        var store = SqliteStore.open(Path.of(args[0]));
        var records = new SqliteRecords(store, clock);
        var tokens = new QueueTokens(new HostKey(new byte[HostKey.BYTES]), clock);
        var queues = new SqliteJobQueues(store, URI.create("http://x"), tokens, new ProcessWakeUp(), clock);
        queues.create(QUEUE);
        var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (int i = 0; i < THREADS; i++) {
            var name = args[1] + "-" + i;
            Thread.ofPlatform().start(() -> write(name, records, queues, out));
        }
    }

    private static void write(String name, SqliteRecords records, SqliteJobQueues queues, PrintStream out) {
        for (int number = 0; ; number++) {
            var id = name + "-" + number;
            records.write(new Batch("p", id, List.of(put(id, 1), put(id, 2), put(id, 3))));
            queues.send(QUEUE, id, Duration.ZERO);
            out.println(id);
        }
    }

    private static Write put(String id, int part) {
        return new Write.Put(id + "." + part, "\"" + "x".repeat(500) + "\"", Precondition.absent());
    }
}
