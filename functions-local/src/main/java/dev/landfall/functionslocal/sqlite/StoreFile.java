package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The database file as it is found before it is opened (format: sqlite.org/fileformat2.html section 1.3). */
final class StoreFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGE_COUNT_AT = 28;

    private final Path file;
    private final SqlFailure failure;

    StoreFile(Path file, SqlFailure failure) {
        this.file = file;
        this.failure = failure;
    }

    /** Whether the last process ended without closing it: SQLite then leaves its log behind. */
    boolean wasLeftOpen() throws IOException {
        var log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) && Files.size(log) > 0;
    }

    /**
     * @throws LandfallException INTERNAL when it is no database or was cut off, UNAVAILABLE when it cannot be written
     */
    void require() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            throw LandfallException.unavailable(
                    "The database " + file + " cannot be written by this user."
                            + " Give it write access to the file and its folder, or choose another data folder.",
                    null);
        }
        if (Files.size(file) > 0) {
            requireWholeHeader();
        }
    }

    /** Reads the whole file and compares its structure. */
    void requireSound(SqlSession session) throws SQLException {
        var findings = session.all("PRAGMA quick_check(5)", row -> row.getString(1));
        if (!findings.equals(List.of("ok"))) {
            throw failure.damaged(String.join("; ", findings));
        }
    }

    private void requireWholeHeader() throws IOException {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(header);
        }
        if (header.hasRemaining() || !Arrays.equals(header.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw failure.damaged("it does not start like an SQLite database");
        }
        int pageSize = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
        long bytes = (pageSize == 1 ? 65_536L : pageSize) * Integer.toUnsignedLong(header.getInt(PAGE_COUNT_AT));
        if (bytes > Files.size(file) && !wasLeftOpen()) {
            throw failure.damaged("it has " + Files.size(file) + " of " + bytes + " bytes");
        }
    }
}
