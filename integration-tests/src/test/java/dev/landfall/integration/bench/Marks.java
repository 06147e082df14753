package dev.landfall.integration.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A named pipe into which jobs echo a word: the time at which it arrives is on the bench's own clock. */
final class Marks implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Path pipe;
    private final RandomAccessFile file;
    private final LinkedBlockingQueue<Mark> marks = new LinkedBlockingQueue<>();

    record Mark(String word, long nanos) {}

    private Marks(Path pipe) throws IOException {
        this.pipe = pipe;
        // for both directions, so that neither side waits for the other to open it
        file = new RandomAccessFile(pipe.toFile(), "rw");
        var reader = new Thread(this::read, "marks");
        reader.setDaemon(true);
        reader.start();
    }

    static Marks open(Path pipe) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo " + pipe + " failed");
        }
        return new Marks(pipe);
    }

    /** A shell command that writes a word at once, without a further process. */
    String command(String word) {
        return "echo " + word + " > '" + pipe + "'";
    }

    Mark next() throws InterruptedException {
        var mark = marks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (mark == null) {
            throw new IllegalStateException("No job wrote into " + pipe + " for " + PATIENCE_SECONDS + " s.");
        }
        return mark;
    }

    @Override
    public void close() throws IOException {
        file.write("closed\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void read() {
        var bytes = new byte[4096];
        var word = new StringBuilder();
        try (file) {
            while (true) {
                int count = file.read(bytes);
                long now = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    if (bytes[i] != '\n') {
                        word.append((char) bytes[i]);
                    } else if (word.toString().equals("closed")) {
                        return;
                    } else {
                        marks.add(new Mark(word.toString(), now));
                        word.setLength(0);
                    }
                }
            }
        } catch (IOException e) {
            marks.add(new Mark("(" + e.getMessage() + ")", System.nanoTime()));
        }
    }
}
