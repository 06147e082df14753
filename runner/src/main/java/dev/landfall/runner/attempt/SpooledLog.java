package dev.landfall.runner.attempt;

import dev.landfall.runner.logs.LogSpool;
import dev.landfall.runner.mask.Masker;
import java.io.OutputStream;

/** An attempt's log in its spool. */
public final class SpooledLog implements AttemptLog {

    private final LogSpool spool;
    private final Masker masker;
    private final OutputStream stdout;
    private final OutputStream stderr;

    public SpooledLog(LogSpool spool, Masker masker) {
        this.spool = spool;
        this.masker = masker;
        this.stdout = new SinkStream(spool.stdout());
        this.stderr = new SinkStream(spool.stderr());
    }

    @Override
    public void notice(String line) {
        spool.notice(line);
    }

    @Override
    public OutputStream stdout() {
        return stdout;
    }

    @Override
    public OutputStream stderr() {
        return stderr;
    }

    @Override
    public void endLines() {
        spool.stdout().end();
        spool.stderr().end();
    }

    @Override
    public void mask(String name, String value) {
        masker.add(name, value).ifPresent(refusal -> spool.notice(refusal.message()));
    }

    @Override
    public String masked(String text) {
        return masker.mask(text);
    }

    @Override
    public long finish() {
        spool.close();
        return spool.lastSequence();
    }
}
