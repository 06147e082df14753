package dev.landfall.emulators;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request or a reply of HTTP/1.1 with the bytes as they came, so that signatures over them hold (RFC 9112). */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpPart(byte[] head, byte[] body) {

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    /** The next request on a connection; empty when there is none. Who waits for a permission to go on gets it. */
    static Optional<HttpPart> request(InputStream from, OutputStream to) throws IOException {
        var head = head(from);
        if (head.length == 0) {
            return Optional.empty();
        }
        var bare = new HttpPart(head, new byte[0]);
        if (bare.header("expect").isPresent()) {
            to.write(CONTINUE.getBytes(StandardCharsets.ISO_8859_1));
            to.flush();
        }
        return Optional.of(new HttpPart(bare.withoutExpectation(), bare.readBody(from, false)));
    }

    /** The reply to a request of that method; empty when the connection ended before it. */
    static Optional<HttpPart> reply(InputStream from, String method) throws IOException {
        var head = head(from);
        if (head.length == 0) {
            return Optional.empty();
        }
        var bare = new HttpPart(head, new byte[0]);
        var status = bare.firstLine().split(" ", 3)[1];
        boolean none = method.equals("HEAD") || status.equals("204") || status.equals("304");
        return Optional.of(none ? bare : new HttpPart(head, bare.readBody(from, true)));
    }

    String firstLine() {
        return lines().getFirst();
    }

    List<String> lines() {
        return List.of(new String(head, StandardCharsets.ISO_8859_1).split("\r\n", -1));
    }

    Optional<String> header(String name) {
        return lines().stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    void write(OutputStream to) throws IOException {
        to.write(head);
        to.write(body);
        to.flush();
    }

    private byte[] withoutExpectation() {
        var kept = new StringBuilder();
        for (var line : new String(head, StandardCharsets.ISO_8859_1).split("(?<=\r\n)", -1)) {
            if (!line.toLowerCase(Locale.ROOT).startsWith("expect:")) {
                kept.append(line);
            }
        }
        return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] readBody(InputStream from, boolean untilTheEnd) throws IOException {
        if (header("transfer-encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks(from);
        }
        var length = header("content-length");
        if (length.isPresent()) {
            return from.readNBytes(Math.min(Integer.parseInt(length.get()), MAX_BODY_BYTES));
        }
        return untilTheEnd ? from.readNBytes(MAX_BODY_BYTES) : new byte[0];
    }

    /** Chunks as they came, with their sizes. */
    private static byte[] chunks(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            var size = line(from);
            bytes.write(size);
            int count =
                    Integer.parseInt(new String(size, StandardCharsets.ISO_8859_1).split("[;\r]", 2)[0].strip(), 16);
            if (count == 0) {
                trailers(from, bytes);
                return bytes.toByteArray();
            }
            bytes.write(from.readNBytes(count + 2));
            if (bytes.size() > MAX_BODY_BYTES) {
                throw new IOException("a body of more than " + MAX_BODY_BYTES + " bytes");
            }
        }
    }

    private static void trailers(InputStream from, ByteArrayOutputStream bytes) throws IOException {
        var line = line(from);
        bytes.write(line);
        while (line.length > 2) {
            line = line(from);
            bytes.write(line);
        }
    }

    private static byte[] head(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var line = line(from);
        bytes.write(line);
        while (line.length > 2) {
            line = line(from);
            bytes.write(line);
        }
        return bytes.toByteArray();
    }

    /** With its end; empty at the end of the stream. */
    private static byte[] line(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0; next = from.read()) {
            bytes.write(next);
            if (next == '\n') {
                break;
            }
            if (bytes.size() > MAX_HEAD_BYTES) {
                throw new IOException("a line of more than " + MAX_HEAD_BYTES + " bytes");
            }
        }
        return bytes.toByteArray();
    }
}
