package dev.landfall.functionslocal.sqlite;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.testkit.thread.Together;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prints how many durable batches a second the store takes from one and from 16 threads, beside plain fsyncs. */
final class SqliteStoreBench {

    private static final int SECONDS = 3;

    private SqliteStoreBench() {}

    /** Argument: a folder on the disk to measure. */
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory(Path.of(args[0]), "bench");
        System.out.printf("fsync of 4 KiB appended: %,d/s%n", fsyncs(folder.resolve("plain")));
        try (var store = SqliteStore.open(folder.resolve("landfall.db"))) {
            var records = new SqliteRecords(store, InstantSource.system());
            batches(records, 1, "warm");
            System.out.printf("batches of 3 records, 1 thread: %,d/s%n", batches(records, 1, "one"));
            System.out.printf("batches of 3 records, 16 threads: %,d/s%n", batches(records, 16, "many"));
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static long fsyncs(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long count = 0;
            for (long end = end(); System.nanoTime() < end; count++) {
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
            }
            return count / SECONDS;
        }
    }

    private static long batches(SqliteRecords records, int threads, String run) {
        long end = end();
        var counts = Together.run(threads, i -> () -> {
            long count = 0;
            for (; System.nanoTime() < end; count++) {
                var id = run + i + "-" + count;
                records.write(new Batch("p" + i, id, List.of(put(id + ".1"), put(id + ".2"), put("current"))));
            }
            return count;
        });
        return counts.stream().mapToLong(Long::longValue).sum() / SECONDS;
    }

    private static long end() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    }

    private static Write put(String sort) {
        return new Write.Put(sort, "{\"x\":\"" + "y".repeat(1000) + "\"}", Precondition.none());
    }
}
