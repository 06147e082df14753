package dev.landfall.runner.bench;

import dev.landfall.runner.mask.ByteSink;
import dev.landfall.runner.mask.MaskingStream;

/** Masking alone: 50 secrets with all their forms over a log of 100 MB, one core, beside copying the same bytes. */
public final class MaskBench {

    private static final int ROUNDS = 5;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final double BYTES_PER_MB = 1e6;

    private MaskBench() {}

    public static void main(String[] arguments) {
        byte[] log = SampleLog.lines(1_000_000);
        double masked = 0;
        double copied = 0;
        for (int round = 0; round < ROUNDS; round++) {
            masked = Math.max(masked, masked(log));
            copied = Math.max(copied, copied(log));
        }
        System.out.printf("masking, %d secrets: %.0f MB/s (plain copy %.0f MB/s)%n", SampleLog.SECRETS, masked, copied);
    }

    /** Best of the rounds, in MB/s. */
    private static double masked(byte[] log) {
        Copy copy = new Copy();
        MaskingStream stream = SampleLog.masker().open(copy);
        long start = System.nanoTime();
        for (int at = 0; at < log.length; at += PIECE_BYTES) {
            stream.write(log, at, Math.min(PIECE_BYTES, log.length - at));
        }
        stream.close();
        return log.length / BYTES_PER_MB / seconds(start);
    }

    private static double copied(byte[] log) {
        Copy copy = new Copy();
        long start = System.nanoTime();
        for (int at = 0; at < log.length; at += PIECE_BYTES) {
            copy.write(log, at, Math.min(PIECE_BYTES, log.length - at));
        }
        return log.length / BYTES_PER_MB / seconds(start);
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Copies into a buffer, over and over. */
    private static final class Copy implements ByteSink {
        private final byte[] target = new byte[2 * PIECE_BYTES];

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.arraycopy(bytes, offset, target, 0, length);
        }
    }
}
