package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.attempt.AttemptLog;
import dev.landfall.runner.attempt.AttemptLogs;
import dev.landfall.runner.attempt.SpooledLog;
import dev.landfall.runner.logs.LogLimits;
import dev.landfall.runner.logs.LogSpool;
import dev.landfall.runner.mask.Masker;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs as spools in a folder, {@code <job>~<attempt>~<fence>} each, shipped while they grow. */
final class SpooledLogs implements AttemptLogs {

    private static final Logger log = LoggerFactory.getLogger(SpooledLogs.class);

    private final Path folder;
    private final LogShipping shipping;
    private final InstantSource clock;
    private final Ticker ticker;

    SpooledLogs(Path folder, LogShipping shipping, InstantSource clock, Ticker ticker) {
        this.folder = folder;
        this.shipping = shipping;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public AttemptLog open(Lease lease) {
        var masker = new Masker();
        var spool = LogSpool.open(folder.resolve(name(lease)), masker, LogLimits.DEFAULTS, clock, ticker);
        shipping.ship(lease, spool);
        return new SpooledLog(spool, masker);
    }

    /** Ships what an earlier process left. */
    void resume() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var spools = Files.list(folder)) {
            spools.sorted().forEach(this::resume);
        } catch (IOException e) {
            throw LandfallException.internal("The log spools in " + folder + " could not be read.", e);
        }
    }

    private void resume(Path leftover) {
        try {
            var parts = leftover.getFileName().toString().split("~", -1);
            var lease = new Lease(new JobId(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
            var spool = LogSpool.open(leftover, new Masker(), LogLimits.DEFAULTS, clock, ticker);
            spool.close();
            shipping.ship(lease, spool);
        } catch (LandfallException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            log.atWarn().addKeyValue("folder", leftover).setCause(e).log("a log spool cannot be read and is left");
        }
    }

    private static String name(Lease lease) {
        return lease.job() + "~" + lease.attempt() + "~" + lease.fence();
    }
}
