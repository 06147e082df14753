package dev.landfall.functionslocal.secret;

import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file: a line {@code landfall-secrets 1 <key id> <HMAC of the rest>}, then one line {@code path:key <base64 of nonce
 * and ciphertext>} per secret, ascending. The HMAC covers the whole, so that a removed, cut or older line is noticed too.
 */
final class SecretFile {

    private static final String FORMAT = "landfall-secrets";
    private static final String VERSION = "1";

    /** Larger files are refused before they are read. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Path file;
    private final SecretCipher cipher;

    SecretFile(Path file, SecretCipher cipher) {
        this.file = file;
        this.cipher = cipher;
    }

    /**
     * @throws LandfallException INTERNAL when the file is not whole or of another key, CONFLICT when it is of a newer
     *     version, UNAVAILABLE when it cannot be read
     */
    SortedMap<String, byte[]> read() {
        try {
            if (!Files.exists(file)) {
                return new TreeMap<>();
            }
            if (Files.size(file) > MAX_BYTES) {
                throw damaged("it is larger than " + MAX_BYTES + " bytes");
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The secrets " + file + " could not be read: " + e.getMessage()
                            + ". Check that this user may read it.",
                    e);
        }
    }

    /** Replaces the file; durable when it returns. */
    void write(SortedMap<String, byte[]> secrets) {
        var lines = new StringBuilder();
        for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
            lines.append(secret.getKey())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(secret.getValue()))
                    .append('\n');
        }
        var text = String.join(" ", FORMAT, VERSION, cipher.keyId(), mac(lines.toString())) + "\n" + lines;
        if (text.length() > MAX_BYTES) {
            throw LandfallException.limit("The secrets " + file + " would be larger than " + MAX_BYTES
                    + " bytes; remove secrets that nobody uses.");
        }
        try {
            DurableFile.writePrivate(file, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The secrets " + file + " could not be written: " + e.getMessage()
                            + ". Check the disk's free space and the folder's permissions; the old secrets are still there.",
                    e);
        }
    }

    LandfallException damaged(String how) {
        return LandfallException.internal(
                "The secrets " + file + " cannot be trusted: " + how
                        + ". Restore the file and its key from the same backup; without one, move it away and set the secrets again.",
                null);
    }

    private SortedMap<String, byte[]> parse(String text) {
        int headerEnd = text.indexOf('\n');
        var header = text.substring(0, Math.max(0, headerEnd)).split(" ", -1);
        if (!header[0].equals(FORMAT) || header.length < 2) {
            throw damaged("it was cut off or is another file");
        }
        if (!header[1].equals(VERSION)) {
            throw LandfallException.conflict("The secrets " + file + " were written by a newer Landfall (format "
                    + header[1] + "; this one knows " + VERSION + "). Start that version.");
        }
        if (header.length != 4) {
            throw damaged("its first line was changed");
        }
        if (!header[2].equals(cipher.keyId())) {
            throw damaged("it was written with another key than the one in its key file");
        }
        var body = text.substring(headerEnd + 1);
        if (!MessageDigest.isEqual(bytes(mac(body)), bytes(header[3]))) {
            throw damaged("it was cut off or changed by something else than Landfall");
        }
        return secrets(body);
    }

    private static SortedMap<String, byte[]> secrets(String body) {
        var secrets = new TreeMap<String, byte[]>();
        body.lines().forEach(line -> {
            int space = line.indexOf(' ');
            secrets.put(line.substring(0, space), Base64.getDecoder().decode(line.substring(space + 1)));
        });
        return secrets;
    }

    private String mac(String body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.mac(bytes(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
