package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.attempt.AttemptLog;
import dev.landfall.runner.attempt.AttemptLogs;
import dev.landfall.runner.attempt.SpooledLog;
import dev.landfall.runner.logs.LogLimits;
import dev.landfall.runner.logs.LogSpool;
import dev.landfall.runner.mask.Masker;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.workspace.WorkFolder;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs as spools in the work folder, shipped while they grow. */
record SpooledLogs(WorkFolder workFolder, LogShipping shipping, InstantSource clock, Ticker ticker)
        implements AttemptLogs {

    private static final Logger log = LoggerFactory.getLogger(SpooledLogs.class);

    @Override
    public AttemptLog open(Lease lease) {
        var masker = new Masker();
        var spool = spool(LeaseName.of(lease), masker);
        shipping.ship(lease, spool);
        return new SpooledLog(spool, masker);
    }

    /** Ships what an earlier process left. */
    void resume() {
        for (var name : workFolder.unshippedLogs()) {
            LeaseName.parse(name)
                    .ifPresentOrElse(
                            lease -> resume(name, lease),
                            () -> log.atWarn()
                                    .addKeyValue("folder", name)
                                    .log("this is not a log spool and is left alone"));
        }
    }

    /** How many chunks the log has that an earlier process left of an attempt; 0 when there is none. */
    long chunksLeft(Lease lease) {
        var name = LeaseName.of(lease);
        if (!workFolder.unshippedLogs().contains(name)) {
            return 0;
        }
        try {
            var spool = spool(name, new Masker());
            spool.close();
            return spool.lastSequence();
        } catch (LandfallException e) {
            return 0;
        }
    }

    private void resume(String name, Lease lease) {
        try {
            var spool = spool(name, new Masker());
            spool.close();
            shipping.ship(lease, spool);
        } catch (LandfallException e) {
            log.atWarn().addKeyValue("folder", name).setCause(e).log("a log spool cannot be read and is left alone");
        }
    }

    private LogSpool spool(String name, Masker masker) {
        return LogSpool.open(workFolder.logFolder(name), masker, LogLimits.DEFAULTS, clock, ticker);
    }
}
