package dev.landfall.runner.logs;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of one attempt's chunks: {@code <number>.chunk} waits, and the highest {@code <number>.acked} says how far the
 * receiver has them. Files are written to the system's cache and not forced to the disk: they survive the runner's death,
 * and a machine's death ends the job as well.
 */
final class SpoolFolder {

    private static final String CHUNK = ".chunk";
    private static final String ACKED = ".acked";

    private final Path folder;

    SpoolFolder(Path folder) {
        this.folder = folder;
    }

    /** Complete chunks from an earlier start, by number. A line that was not written to its end is cut off. */
    List<Spooled> leftovers() throws IOException {
        List<Spooled> found = new ArrayList<>();
        for (long sequence : numbers(CHUNK)) {
            int length = cutToWholeLines(sequence);
            if (length > 0) {
                found.add(Spooled.onDisk(sequence, length));
            } else {
                Files.delete(path(sequence, CHUNK));
            }
        }
        found.sort(Comparator.comparingLong(Spooled::sequence));
        return found;
    }

    /** The highest acknowledged number; 0 when there is none. */
    long acknowledged() throws IOException {
        return numbers(ACKED).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    FileOutputStream create(long sequence) throws IOException {
        Files.createDirectories(folder);
        return new FileOutputStream(path(sequence, CHUNK).toFile());
    }

    byte[] read(long sequence, int length) throws IOException {
        try (FileInputStream in = new FileInputStream(path(sequence, CHUNK).toFile())) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("chunk " + sequence + " has " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        }
    }

    /** Removes a chunk and remembers that its number is taken. */
    void acknowledge(long sequence) throws IOException {
        Files.move(path(sequence, CHUNK), path(sequence, ACKED), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(path(sequence - 1, ACKED));
    }

    void remove() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    private int cutToWholeLines(long sequence) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path(sequence, CHUNK).toFile(), "rw")) {
            byte[] bytes = new byte[(int) file.length()];
            file.readFully(bytes);
            int length = bytes.length;
            while (length > 0 && bytes[length - 1] != '\n') {
                length--;
            }
            file.setLength(length);
            return length;
        }
    }

    private List<Long> numbers(String suffix) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                numbers.add(Long.parseLong(name.substring(0, name.length() - suffix.length())));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return numbers;
        }
        return numbers;
    }

    private Path path(long sequence, String suffix) {
        return folder.resolve(sequence + suffix);
    }
}
