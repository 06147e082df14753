package dev.landfall.integration.bench;

import dev.landfall.runner.mask.Masker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log as builds print it, and the secrets that might stand in it; the same in every run. */
final class SampleLog {

    static final int SECRETS = 50;

    private static final String CHARACTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-!@#$%&\"\\";

    private SampleLog() {}

    /** Passwords and tokens of 8 to 64 characters, all with characters that the encodings change. */
    static List<String> secrets() {
        Random random = new Random(50);
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < SECRETS; i++) {
            StringBuilder secret = new StringBuilder();
            for (int length = 8 + random.nextInt(57); length > 0; length--) {
                secret.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            secrets.add(secret.toString());
        }
        return secrets;
    }

    static Masker masker() {
        Masker masker = new Masker();
        secrets().forEach(secret -> masker.add("bench", secret));
        return masker;
    }

    /** Lines of 100 bytes; one in a thousand holds a secret. */
    static byte[] lines(int count) {
        Random random = new Random(100);
        List<String> secrets = secrets();
        ByteArrayOutputStream log = new ByteArrayOutputStream(count * 100);
        for (int i = 0; i < count; i++) {
            StringBuilder line = new StringBuilder("2026-01-01T12:00:00Z INFO  module.network[")
                    .append(i)
                    .append("]: ")
                    .append(Long.toHexString(random.nextLong()))
                    .append(i % 1000 == 0 ? " token=" + secrets.get(i / 1000 % SECRETS) : " Still creating... ");
            while (line.length() < 99) {
                line.append((char) ('a' + random.nextInt(26)));
            }
            line.setLength(99);
            log.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        }
        return log.toByteArray();
    }
}
