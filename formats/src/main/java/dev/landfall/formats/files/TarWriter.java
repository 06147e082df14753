package dev.landfall.formats.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a ustar archive that depends on names, modes and contents alone: owner 0, time 0. Long names get a pax header. */
final class TarWriter {

    private static final int NAME_BYTES = 100;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void file(String path, byte[] content, int mode) throws IOException {
        entry(path, '0', mode, content.length);
        body(content);
    }

    /** The end mark: two empty blocks. */
    void finish() throws IOException {
        out.write(new byte[2 * TarReader.BLOCK_BYTES]);
    }

    private void entry(String path, char type, int mode, long size) throws IOException {
        var name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > NAME_BYTES) {
            var record = paxRecord(path);
            out.write(header("@pax".getBytes(StandardCharsets.US_ASCII), 'x', 0644, record.length));
            body(record);
        }
        out.write(header(name, type, mode, size));
    }

    private void body(byte[] content) throws IOException {
        out.write(content);
        out.write(new byte[(int) (TarReader.padded(content.length) - content.length)]);
    }

    /** {@code "%d path=%s\n"}, where the number counts itself too. */
    private static byte[] paxRecord(String path) {
        var rest = " path=" + path + "\n";
        var bytes = rest.getBytes(StandardCharsets.UTF_8).length;
        var length = bytes + String.valueOf(bytes).length();
        length = bytes + String.valueOf(length).length();
        return (length + rest).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] header(byte[] name, char type, int mode, long size) {
        var header = new byte[TarReader.BLOCK_BYTES];
        System.arraycopy(name, 0, header, 0, Math.min(name.length, NAME_BYTES));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0);
        header[156] = (byte) type;
        ascii(header, 257, "ustar\00000");
        Arrays.fill(header, 148, 156, (byte) ' ');
        var sum = 0;
        for (var b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void octal(byte[] header, int offset, int length, long value) {
        var digits = Long.toOctalString(value);
        ascii(header, offset, "0".repeat(length - 1 - digits.length()) + digits + "\0");
    }

    private static void ascii(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }
}
