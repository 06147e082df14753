package dev.landfall.runner.lease;

import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.AttemptEvents;
import dev.landfall.runner.slot.Slots;
import java.util.List;

/**
 * What follows from an attempt's progress: its phases travel with the next heartbeat; at its end the slot is free for the
 * next job before the end is reported. Thread-safe.
 */
public final class AttemptEnds implements AttemptEvents {

    private final LeaseBook book;
    private final Slots slots;
    private final ReportActivity reports;
    private final Runnable afterEnd;

    /** @param afterEnd told after each end, whether it could be reported or not */
    public AttemptEnds(LeaseBook book, Slots slots, ReportActivity reports, Runnable afterEnd) {
        this.book = book;
        this.slots = slots;
        this.reports = reports;
        this.afterEnd = afterEnd;
    }

    @Override
    public void phases(Lease lease, List<PhaseReport> phases) {
        book.phases(lease, phases);
    }

    @Override
    public void ended(Lease lease, JobResult result) {
        slots.release();
        reports.ended(lease, result);
        reports.once(lease);
        afterEnd.run();
    }
}
