package dev.landfall.runner.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.runner.disk.DiskState.Level;
import dev.landfall.runner.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGateTest {

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private final ManualTime time = new ManualTime();
    private final FakeUse use = new FakeUse();
    private final DiskGate gate = new DiskGate(Path.of("/work"), use, new DiskLimits(GIB, 5), time);

    /** A file system as the test wants it. */
    private static final class FakeUse implements FileSystemUse {
        private long free = 50 * GIB;
        private long total = 100 * GIB;
        private OptionalInt inodes = OptionalInt.of(90);
        private int asked;

        @Override
        public long freeBytes() {
            return free;
        }

        @Override
        public long totalBytes() {
            return total;
        }

        @Override
        public OptionalInt freeInodesPercent() {
            asked++;
            return inodes;
        }
    }

    @Test
    void aDiskWithRoomLetsJobsIn() {
        assertEquals(new DiskState(Level.OK, ""), gate.state());
        assertTrue(gate.state().allowsClaim());
    }

    @Test
    void theLargerOfBytesAndPercentCounts() {
        use.free = 5 * GIB - 1;
        assertEquals(Level.LOW, gate.state().level());
        use.free = 5 * GIB;
        assertEquals(Level.OK, gate.state().level());
        use.total = 10 * GIB;
        use.free = GIB - 1;
        assertEquals(Level.LOW, gate.state().level());
        use.free = GIB;
        assertEquals(Level.OK, gate.state().level());
    }

    @Test
    void onALargeDiskTenGibibytesAreEnough() {
        use.total = 10_000 * GIB;
        use.free = 10 * GIB;
        assertEquals(Level.OK, gate.state().level());
    }

    @Test
    void aFullDiskIsToldFromALowOne() {
        use.free = 100 * MIB;
        DiskState state = gate.state();
        assertEquals(Level.FULL, state.level());
        assertTrue(state.message().contains("100 MiB free"), state.message());
    }

    @Test
    void missingInodesAreNoticedWithinHalfAMinute() {
        assertEquals(Level.OK, gate.state().level());
        use.inodes = OptionalInt.of(4);
        assertEquals(Level.OK, gate.state().level());
        time.pass(Duration.ofSeconds(30));
        assertEquals(Level.LOW, gate.state().level());
        use.inodes = OptionalInt.of(0);
        time.pass(Duration.ofSeconds(30));
        assertEquals(Level.FULL, gate.state().level());
        assertEquals(3, use.asked);
    }

    @Test
    void fileSystemsWithoutInodesPass() {
        use.inodes = OptionalInt.empty();
        assertEquals(Level.OK, gate.state().level());
    }

    @Test
    void inodesAreReadFromTheLastLineOfDf() {
        String header = "Filesystem      Inodes  IUsed   IFree IUse% Mounted on\n";
        assertEquals(OptionalInt.of(97), FileSystemUse.parse(header + "/dev/vda1 6553600 184553 6369047 3% /\n"));
        assertEquals(OptionalInt.empty(), FileSystemUse.parse(header + "/dev/vda1 0 0 0 - /\n"));
        assertEquals(OptionalInt.empty(), FileSystemUse.parse(""));
    }

    @Test
    void theRealDiskAnswers(@TempDir Path folder) {
        DiskGate real = new DiskGate(folder, new DiskLimits(1, 0), System::nanoTime);
        assertEquals(Level.OK, real.state().level());
    }
}
