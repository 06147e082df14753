package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.event.PartitionCare;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.formats.appconfig.Action;
import dev.landfall.formats.appconfig.ActionTrigger;
import dev.landfall.formats.schedule.CronSchedule;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scheduled actions of deployed installs. A time is run once, in the batch that moves on to the next one; times
 * missed while the control plane was down are run as one, up to {@link #CATCH_UP} late. While a run has not ended, the next
 * ones are left out.
 */
public final class CronActions implements PartitionCare {

    /** A time that was missed by more is left out. */
    static final Duration CATCH_UP = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(CronActions.class);
    private static final String INSTALL_PARTITION = Install.ID_PREFIX + "_";

    private final Installs installs;
    private final AppConfigs configs;
    private final StartInstallWorkflow start;
    private final Workflows workflows;
    private final Documents documents;
    private final InstantSource clock;

    public CronActions(
            Installs installs,
            AppConfigs configs,
            StartInstallWorkflow start,
            Workflows workflows,
            Documents documents,
            InstantSource clock) {
        this.installs = installs;
        this.configs = configs;
        this.start = start;
        this.workflows = workflows;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> look(String partition) {
        return partition.startsWith(INSTALL_PARTITION)
                ? installs.find(new InstallId(partition))
                        .filter(install -> install.status() == InstallStatus.ACTIVE)
                        .flatMap(this::look)
                : Optional.empty();
    }

    private Optional<Instant> look(Install install) {
        var config = configs.load(install.app(), install.configVersion()).config();
        return config.actions().stream()
                .flatMap(action -> crons(action).stream())
                .flatMap(cron -> look(install, cron).stream())
                .min(Instant::compareTo);
    }

    private Optional<Instant> look(Install install, Cron cron) {
        var now = clock.instant();
        var next = CronSchedule.parse(cron.schedule()).nextAfter(now);
        var kept = documents
                .find(install.id().value(), cron.sort(), CronRecord.class)
                .filter(found -> found.value().schedule().equals(cron.schedule()));
        if (next.isEmpty()) {
            return next;
        }
        if (kept.isEmpty()) {
            note(install, cron, next.get());
            return next;
        }
        if (kept.get().value().nextAt().isAfter(now)) {
            return Optional.of(kept.get().value().nextAt());
        }
        run(install, cron, kept.get(), next.get());
        return next;
    }

    private void note(Install install, Cron cron, Instant next) {
        var record = new CronRecord(cron.action(), cron.schedule(), next, null);
        documents.write(install.id().value(), Documents.put(cron.sort(), record, Precondition.none()));
    }

    private void run(Install install, Cron cron, Document<CronRecord> kept, Instant next) {
        boolean missed = kept.value().nextAt().plus(CATCH_UP).isBefore(clock.instant());
        if (missed || running(kept.value())) {
            LOG.atWarn()
                    .addKeyValue("install", install.id())
                    .addKeyValue("action", cron.action())
                    .addKeyValue("missed", missed)
                    .log("A scheduled run is left out");
            var later = new CronRecord(
                    cron.action(), cron.schedule(), next, kept.value().workflow());
            documents.write(install.id().value(), Documents.put(cron.sort(), later, kept.unchanged()));
            return;
        }
        try {
            start.runScheduled(
                    install,
                    cron.action(),
                    Actor.controlPlane(),
                    started -> List.of(Documents.put(
                            cron.sort(),
                            new CronRecord(cron.action(), cron.schedule(), next, started),
                            kept.unchanged())));
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.CONFLICT) {
                throw e;
            }
            LOG.debug("Somebody else runs the scheduled action at this moment");
        }
    }

    private boolean running(CronRecord kept) {
        var workflow = kept.workflow();
        return workflow != null && !ended(workflow);
    }

    private boolean ended(WorkflowId workflow) {
        try {
            return workflows.view(workflow).workflow().status().ended();
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private static List<Cron> crons(Action action) {
        var crons = new ArrayList<Cron>();
        for (ActionTrigger trigger : action.triggers()) {
            if (trigger instanceof ActionTrigger.Cron cron) {
                crons.add(new Cron(action.name(), cron.schedule(), crons.size()));
            }
        }
        return crons;
    }

    private record Cron(String action, String schedule, int number) {

        String sort() {
            return CronRecord.sort(action, number);
        }
    }
}
