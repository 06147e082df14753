package dev.landfall.runner.mask;

import dev.landfall.runner.mask.MaskRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The secrets of one job. They may be added at any time and by any thread: every open stream masks them from its next byte
 * on. Safe for several threads.
 */
public final class Masker {

    /** What stands in a log where a secret was. */
    public static final String REPLACEMENT = "***";

    /** Most secrets of one job. */
    public static final int MAX_SECRETS = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> values = new HashSet<>();
    private final Set<Needle> needles = new HashSet<>();
    private volatile NeedleIndex index = NeedleIndex.EMPTY;

    /**
     * Masks this value from now on, in each of its forms: as it is, each longer line of it, base64 at any offset,
     * URL-encoded, escaped as in JSON. White space around it is not part of it.
     *
     * @param name for the refusal; not a secret
     * @return why it is not masked, or not wholly; empty when all is well, and for a blank value, which hides nothing
     */
    public Optional<MaskRefusal> add(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        if (stripped.codePointCount(0, stripped.length()) < SecretForms.MIN_CHARACTERS) {
            return Optional.of(new MaskRefusal(name, Reason.TOO_SHORT));
        }
        lock.lock();
        try {
            return addChecked(name, stripped);
        } finally {
            lock.unlock();
        }
    }

    /** A stream whose masked bytes go to the sink. */
    public MaskingStream open(ByteSink sink) {
        return new MaskingStream(this, sink);
    }

    /** The text with all secrets masked: for notices, reasons and messages that are made of what a job said. */
    public String mask(String text) {
        if (index.isEmpty()) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream masked = new ByteArrayOutputStream(bytes.length);
        try (MaskingStream stream = open(masked::write)) {
            stream.write(bytes, 0, bytes.length);
        }
        return masked.toString(StandardCharsets.UTF_8);
    }

    NeedleIndex index() {
        return index;
    }

    private Optional<MaskRefusal> addChecked(String name, String stripped) {
        if (values.contains(stripped)) {
            return Optional.empty();
        }
        if (values.size() == MAX_SECRETS) {
            return Optional.of(new MaskRefusal(name, Reason.TOO_MANY));
        }
        boolean tooLong = stripped.getBytes(StandardCharsets.UTF_8).length > SecretForms.MAX_BYTES;
        Set<Needle> forms = tooLong ? SecretForms.ofLines(stripped) : SecretForms.of(stripped);
        values.add(stripped);
        if (needles.addAll(forms)) {
            index = NeedleIndex.of(needles);
        }
        return tooLong ? Optional.of(new MaskRefusal(name, Reason.TOO_LONG)) : Optional.empty();
    }
}
