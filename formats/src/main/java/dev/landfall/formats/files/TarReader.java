package dev.landfall.formats.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar entry by entry: ustar with pax headers ({@code path} and {@code size}) and GNU long names. The content of an entry
 * is read or skipped before the next one.
 */
final class TarReader {

    static final int BLOCK_BYTES = 512;
    private static final int MAX_EXTENSION_BYTES = 64 * 1024;
    private static final int MAX_EXTENSIONS_IN_A_ROW = 8;

    private final InputStream in;
    private long unread;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry that is not an extension header; empty at the end mark or the end of the stream.
     *
     * @throws BadArchive when the bytes are not a tar
     */
    Optional<TarEntry> next() throws IOException {
        String longPath = null;
        var longSize = -1L;
        for (var extensions = 0; extensions <= MAX_EXTENSIONS_IN_A_ROW; extensions++) {
            skip(unread);
            unread = 0;
            var header = new byte[BLOCK_BYTES];
            var got = in.readNBytes(header, 0, BLOCK_BYTES);
            if (got == 0 || isZero(header, got)) {
                return Optional.empty();
            }
            if (got < BLOCK_BYTES) {
                throw new BadArchive("The archive ends in the middle of a header.");
            }
            checkSum(header);
            var entry = entry(header, longPath, longSize);
            switch (entry.type()) {
                case 'L' -> longPath = plain(text(extension(entry)));
                case 'x' -> {
                    var pax = PaxHeader.parse(extension(entry));
                    longPath = pax.path() == null ? longPath : plain(pax.path());
                    longSize = pax.size();
                }
                case 'g' -> extension(entry);
                default -> {
                    unread = padded(entry.isFile() ? entry.size() : 0);
                    return Optional.of(entry);
                }
            }
        }
        throw new BadArchive("The archive has too many extension headers in a row.");
    }

    /** The content of the entry that was just returned. The caller has checked its size against a limit. */
    byte[] content(TarEntry entry) throws IOException {
        var bytes = in.readNBytes(Math.toIntExact(entry.size()));
        if (bytes.length < entry.size()) {
            throw new BadArchive("The archive ends in the middle of '" + entry.path() + "'.");
        }
        skip(unread - bytes.length);
        unread = 0;
        return bytes;
    }

    private byte[] extension(TarEntry entry) throws IOException {
        if (entry.size() > MAX_EXTENSION_BYTES) {
            throw new BadArchive("An extension header of the archive is too large.");
        }
        unread = padded(entry.size());
        return content(entry);
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new BadArchive("The archive ends in the middle of a file.");
        }
    }

    private static TarEntry entry(byte[] header, @Nullable String longPath, long longSize) throws BadArchive {
        var type = (char) (header[156] & 0xff);
        var size = longSize >= 0 && type != 'x' && type != 'g' ? longSize : octal(header, 124, 12);
        var name = text(header, 0, 100);
        var prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        var path = longPath != null ? longPath : plain(prefix.isEmpty() ? name : prefix + "/" + name);
        return new TarEntry(path, type, size, (octal(header, 100, 8) & 0100) != 0);
    }

    private static String plain(String path) {
        var plain = path;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        while (plain.length() > 1 && plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain.isEmpty() ? "." : plain;
    }

    private static void checkSum(byte[] header) throws BadArchive {
        var sum = 0L;
        for (var i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new BadArchive("The archive is not a tar, or it is damaged: a header's check sum is wrong.");
        }
    }

    private static long octal(byte[] header, int offset, int length) throws BadArchive {
        var value = 0L;
        var text = text(header, offset, length).strip();
        for (var i = 0; i < text.length(); i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                throw new BadArchive("The archive is not a tar, or it is damaged: a header holds a bad number.");
            }
            value = value * 8 + digit;
        }
        return value;
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int offset, int length) {
        var end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (var i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static long padded(long size) {
        return (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }
}
