package dev.landfall.runner.attempt;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.mask.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One output stream of a command: to the log, kept, both or neither. Written by one thread, read after its end. */
final class CapturedOutput implements ByteSink {

    private final Command.Output kind;
    private final OutputStream log;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private boolean tooLong;

    CapturedOutput(Command.Output kind, OutputStream log, int limit) {
        this.kind = kind;
        this.log = log;
        this.limit = limit;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        switch (kind) {
            case LOG -> toLog(bytes, offset, length);
            case CAPTURE -> keep(bytes, offset, length);
            case LOG_AND_CAPTURE -> {
                toLog(bytes, offset, length);
                keepEnd(bytes, offset, length);
            }
            case DISCARD -> {}
        }
    }

    /** What was kept. */
    String text(String program) {
        if (tooLong) {
            throw LandfallException.limit(
                    "'" + program + "' printed more than the " + limit + " bytes that are read of it.");
        }
        return kind == Command.Output.LOG_AND_CAPTURE ? end() : kept.toString(StandardCharsets.UTF_8);
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (tooLong || kept.size() + length > limit) {
            tooLong = true;
        } else {
            kept.write(bytes, offset, length);
        }
    }

    /** Lets up to twice the limit gather, so that bytes are seldom moved. */
    private void keepEnd(byte[] bytes, int offset, int length) {
        kept.write(bytes, offset, length);
        if (kept.size() > 2L * limit) {
            var gathered = kept.toByteArray();
            kept.reset();
            kept.write(gathered, gathered.length - limit, limit);
        }
    }

    private String end() {
        var gathered = kept.toByteArray();
        int from = Math.max(0, gathered.length - limit);
        return new String(gathered, from, gathered.length - from, StandardCharsets.UTF_8);
    }

    private void toLog(byte[] bytes, int offset, int length) {
        try {
            log.write(bytes, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
