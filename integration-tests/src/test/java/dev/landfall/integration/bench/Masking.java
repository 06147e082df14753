package dev.landfall.integration.bench;

import dev.landfall.runner.mask.ByteSink;
import java.nio.file.Path;
import java.util.List;

/** Masking alone: 50 secrets in all their encodings over a log of 100 MB, in one thread. */
final class Masking implements Measurement {

    private static final int LINES = 1_000_000;
    private static final int ROUNDS = 7;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final double BYTES_PER_MB = 1e6;

    @Override
    public String name() {
        return "masking";
    }

    @Override
    public List<Figure> measure(Path folder) {
        var log = SampleLog.lines(LINES);
        double masked = 0;
        double copied = 0;
        for (int round = 0; round < ROUNDS; round++) {
            masked = Math.max(masked, masked(log));
            copied = Math.max(copied, copied(log));
        }
        return List.of(new Figure(
                "masking, 50 secrets, one core",
                masked,
                "MB/s",
                new Figure.AtLeast(250),
                "plain copy: " + Figure.number(copied) + " MB/s"));
    }

    private static double masked(byte[] log) {
        var stream = SampleLog.masker().open(new Copy());
        long start = System.nanoTime();
        for (int at = 0; at < log.length; at += PIECE_BYTES) {
            stream.write(log, at, Math.min(PIECE_BYTES, log.length - at));
        }
        stream.close();
        return rate(log, start);
    }

    private static double copied(byte[] log) {
        var copy = new Copy();
        long start = System.nanoTime();
        for (int at = 0; at < log.length; at += PIECE_BYTES) {
            copy.write(log, at, Math.min(PIECE_BYTES, log.length - at));
        }
        return rate(log, start);
    }

    private static double rate(byte[] log, long startNanos) {
        return log.length / BYTES_PER_MB / ((System.nanoTime() - startNanos) / 1e9);
    }

    private static final class Copy implements ByteSink {

        private final byte[] target = new byte[2 * PIECE_BYTES];

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.arraycopy(bytes, offset, target, 0, length);
        }
    }
}
