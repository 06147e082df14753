package dev.landfall.runner.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.kind.FakeCancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCacheTest {

    @TempDir
    Path folder;

    @Test
    void shrinksWhenTheLastUserIsGoneAndNotBefore() throws IOException {
        var cache = new PluginCache(folder, 1500);
        var first = cache.use();
        var second = cache.use();
        var old = provider(cache, "aws", "1.0.0", 1);
        var newer = provider(cache, "aws", "2.0.0", 2);
        first.close();
        assertTrue(Files.exists(old), "a job still uses the cache");
        second.close();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(newer));
    }

    @Test
    void staysWholeWithinItsLimit() throws IOException {
        var cache = new PluginCache(folder, 2500);
        var use = cache.use();
        var old = provider(cache, "aws", "1.0.0", 1);
        provider(cache, "aws", "2.0.0", 2);
        use.close();
        assertTrue(Files.exists(old));
    }

    @Test
    void whatAModuleUsesGoesLast() throws IOException {
        var cache = new PluginCache(folder, 1500);
        var use = cache.use();
        var old = provider(cache, "aws", "1.0.0", 1);
        var newer = provider(cache, "aws", "2.0.0", 2);
        var link = folder.resolve("data/providers/host/hashicorp/aws/1.0.0/linux_amd64");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, old.resolve("linux_amd64"));
        cache.markUsed(folder.resolve("data"), Instant.ofEpochSecond(3));
        use.close();
        assertTrue(Files.exists(old));
        assertFalse(Files.exists(newer));
    }

    @Test
    void onlyOneInitRunsAtATime() throws InterruptedException {
        var cache = new PluginCache(folder, 1500);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            Thread.ofVirtual().start(() -> {
                cache.exclusively(new FakeCancellation(), () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(100_000);
                    inside.decrementAndGet();
                });
                done.countDown();
            });
        }
        done.await();
        assertEquals(1, most.get());
    }

    @Test
    void aCancelledJobDoesNotWaitForAnothersInit() throws IOException {
        var cache = new PluginCache(folder, 1500);
        var cancellation = new FakeCancellation();
        cancellation.request();
        cache.exclusively(
                new FakeCancellation(),
                () -> assertThrows(
                        LandfallException.class, () -> runElsewhere(() -> cache.exclusively(cancellation, () -> {}))));
    }

    @Test
    void theTurnIsFreeAgainAfterAFailedInit() {
        var cache = new PluginCache(folder, 1500);
        assertThrows(
                LandfallException.class,
                () -> cache.exclusively(new FakeCancellation(), () -> {
                    throw LandfallException.invalid("init failed");
                }));
        var ran = new AtomicInteger();
        cache.exclusively(new FakeCancellation(), ran::incrementAndGet);
        assertEquals(1, ran.get());
    }

    @Test
    void theLockFileIsHeldWhileInitRuns() {
        var cache = new PluginCache(folder, 1500);
        cache.exclusively(new FakeCancellation(), () -> {
            try (var channel = FileChannel.open(folder.resolve("init.lock"), StandardOpenOption.WRITE)) {
                assertThrows(OverlappingFileLockException.class, channel::tryLock);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Throws here what was thrown on the other thread. */
    private static void runElsewhere(Runnable action) {
        var thrown = new LandfallException[1];
        var thread = Thread.ofVirtual().start(() -> {
            try {
                action.run();
            } catch (LandfallException e) {
                thrown[0] = e;
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        var failure = thrown[0];
        if (failure != null) {
            throw failure;
        }
    }

    private static Path provider(PluginCache cache, String type, String version, long usedAt) throws IOException {
        var folder = cache.plugins().resolve("host/hashicorp").resolve(type).resolve(version);
        Files.createDirectories(folder.resolve("linux_amd64"));
        Files.write(folder.resolve("linux_amd64/terraform-provider"), new byte[1000]);
        Files.setLastModifiedTime(folder, FileTime.from(Instant.ofEpochSecond(usedAt)));
        return folder;
    }
}
