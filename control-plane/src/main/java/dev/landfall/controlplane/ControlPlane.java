package dev.landfall.controlplane;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.app.AppRoutes;
import dev.landfall.controlplane.app.Apps;
import dev.landfall.controlplane.app.ConfigSchemaRoutes;
import dev.landfall.controlplane.app.SyncApp;
import dev.landfall.controlplane.blob.JobBlobs;
import dev.landfall.controlplane.event.DeadLetters;
import dev.landfall.controlplane.event.Events;
import dev.landfall.controlplane.event.PartitionCare;
import dev.landfall.controlplane.event.QueueRoutes;
import dev.landfall.controlplane.event.Tick;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.http.Router;
import dev.landfall.controlplane.identity.IdentityCheck;
import dev.landfall.controlplane.identity.Nonces;
import dev.landfall.controlplane.identity.RoleRoutes;
import dev.landfall.controlplane.identity.Seals;
import dev.landfall.controlplane.install.ActionRules;
import dev.landfall.controlplane.install.CronActions;
import dev.landfall.controlplane.install.DeployRules;
import dev.landfall.controlplane.install.DeprovisionRules;
import dev.landfall.controlplane.install.InstallRoutes;
import dev.landfall.controlplane.install.Installs;
import dev.landfall.controlplane.install.PlanRules;
import dev.landfall.controlplane.install.StartInstallWorkflow;
import dev.landfall.controlplane.lease.Leases;
import dev.landfall.controlplane.lease.RunnerGone;
import dev.landfall.controlplane.logs.KeepLogChunk;
import dev.landfall.controlplane.logs.LogRoutes;
import dev.landfall.controlplane.logs.ReadLog;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.org.Catalogue;
import dev.landfall.controlplane.org.NewToken;
import dev.landfall.controlplane.org.Org;
import dev.landfall.controlplane.org.OrgRoutes;
import dev.landfall.controlplane.org.Orgs;
import dev.landfall.controlplane.org.PoolNames;
import dev.landfall.controlplane.org.Scope;
import dev.landfall.controlplane.org.Tokens;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.project.CiRules;
import dev.landfall.controlplane.project.ProjectRoutes;
import dev.landfall.controlplane.project.Projects;
import dev.landfall.controlplane.project.StartCiJob;
import dev.landfall.controlplane.queue.MendedQueues;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.retention.Retention;
import dev.landfall.controlplane.retention.RetentionSettings;
import dev.landfall.controlplane.runners.PoolRoutes;
import dev.landfall.controlplane.runners.Pools;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.secretaccess.JobSecrets;
import dev.landfall.controlplane.secretaccess.SecretRoutes;
import dev.landfall.controlplane.secretaccess.VendorSecrets;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.signing.SigningRoutes;
import dev.landfall.controlplane.stack.StackRoutes;
import dev.landfall.controlplane.state.StateRoutes;
import dev.landfall.controlplane.state.TerraformStates;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.controlplane.upkeep.StartUpkeep;
import dev.landfall.controlplane.upkeep.UpkeepRoutes;
import dev.landfall.controlplane.upkeep.UpkeepRules;
import dev.landfall.controlplane.webhook.DeliveryRetention;
import dev.landfall.controlplane.webhook.WebhookRoutes;
import dev.landfall.controlplane.workflow.JobRoutes;
import dev.landfall.controlplane.workflow.WaitingJobs;
import dev.landfall.controlplane.workflow.WorkflowRoutes;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.id.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole control plane over its ports: read top to bottom, it is the graph. A host serves {@link #router()}, hands every
 * message of the events queue to {@link #events()} and calls {@link #tick()} once a minute. Thread-safe.
 */
public final class ControlPlane {

    private final Orgs orgs;
    private final Tokens tokens;
    private final Pools pools;
    private final Sessions sessions;
    private final Workflows workflows;
    private final Leases leases;
    private final ReadLog readLog;
    private final Events events;
    private final Tick tick;
    private final Metrics metrics = new Metrics();
    private final Router router;

    public ControlPlane(Ports ports, ControlPlaneConfig config) {
        var records = ports.records();
        var blobs = ports.blobs();
        var secrets = ports.secrets();
        var queues = new MendedQueues(ports.queues());
        var clock = ports.clock();
        var ids = ports.ids();
        var documents = new Documents(records, ids);

        orgs = new Orgs(documents, clock, ids);
        tokens = new Tokens(documents, clock, ids);
        pools = new Pools(records, queues, clock, ids);
        sessions = new Sessions(records, queues, ports.signer(), secrets, ports.outbound(), clock, ids);

        var signingKeys = new KeyRing(documents, ports.signer(), clock);
        var due = new DueIndex(documents);
        var outbox = new Outbox(records, due, queues, ports.wakeUp(), metrics, clock, ids);
        var apps = new Apps(documents, new Catalogue(records, documents, "app"), clock, ids);
        var configs = new AppConfigs(documents, blobs);
        var rules = List.of(
                new PlanRules(configs, blobs),
                new DeployRules(configs, blobs),
                new DeprovisionRules(configs, blobs),
                new ActionRules(configs, blobs),
                new CiRules(),
                new UpkeepRules());
        workflows = new Workflows(records, outbox, rules, metrics, clock, ids);
        leases = Leases.of(workflows.commits(), sessions, outbox, signingKeys, metrics, clock);

        var installNames = new Catalogue(records, documents, "install");
        var installs = new Installs(documents, installNames, apps, configs, secrets, pools, due, clock, ids);
        var startInstall = new StartInstallWorkflow(installs, configs, workflows);
        var projectNames = new Catalogue(records, documents, "project");
        var projects = new Projects(documents, projectNames, secrets, pools, clock, ids);
        var names = new Names(installs, projects);

        var letters = new DeadLetters(documents, queues, metrics, clock);
        var waiting = new WaitingJobs(workflows.commits(), clock);
        var retention = new Retention(records, blobs, expiring(config.retention()), clock, ids);
        events = new Events(leases.check(), workflows, List.of());
        var crons =
                List.<PartitionCare>of(new CronActions(installs, configs, startInstall, workflows, documents, clock));
        tick = new Tick(documents, due, outbox, leases.check(), waiting, retention, letters, crons, metrics, clock);

        readLog = new ReadLog(documents, blobs, ports.wakeUp(), clock);
        var keepLog = new KeepLogChunk(documents, blobs, ports.wakeUp());
        var states = new TerraformStates(documents, blobs, clock);
        var syncApp = new SyncApp(apps, configs, documents, blobs, clock);
        var routes = Stream.of(
                        new SystemRoutes(records, signingKeys, metrics).routes(),
                        new OrgRoutes(orgs, tokens).routes(),
                        new SigningRoutes(signingKeys, documents, ports.signer(), clock).routes(),
                        new SecretRoutes(new VendorSecrets(secrets)).routes(),
                        new PoolRoutes(pools).routes(),
                        new UpkeepRoutes(new StartUpkeep(pools, workflows, clock)).routes(),
                        new QueueRoutes(letters, pools).routes(),
                        new AppRoutes(apps, configs, syncApp, documents).routes(),
                        ConfigSchemaRoutes.routes(),
                        new InstallRoutes(orgs, installs, configs, startInstall, workflows, blobs).routes(),
                        new StateRoutes(documents, names, clock, ids).routes(),
                        new StackRoutes(
                                        install -> installs.find(install).isPresent(),
                                        names,
                                        workflows,
                                        documents,
                                        new Nonces(new Seals(secrets, clock, ids), clock, ids),
                                        new IdentityCheck(ports.outbound(), clock),
                                        clock,
                                        ids)
                                .routes(),
                        new RoleRoutes(documents, names, clock, ids).routes(),
                        new ProjectRoutes(projects, new StartCiJob(workflows)).routes(),
                        new WebhookRoutes(projects, documents, blobs, outbox, workflows, clock).routes(),
                        new WorkflowRoutes(workflows, names).routes(),
                        new JobRoutes(workflows.jobs(), names, blobs).routes(),
                        new LogRoutes(readLog).routes(),
                        new RunnerRoutes(sessions, leases, keepLog, new JobBlobs(blobs), new JobSecrets(secrets))
                                .routes(),
                        new StateBackendRoutes(leases.guard(), states).routes())
                .<Route>flatMap(List::stream)
                .toList();
        router = Router.of(routes, new CallerGate(tokens, sessions), ids);
    }

    /** Answers every request of the API. */
    public Router router() {
        return router;
    }

    /** Takes the messages of the control plane's own queue. */
    public Events events() {
        return events;
    }

    /** Does what is due; once a minute. */
    public Tick tick() {
        return tick;
    }

    /** Runners' sessions, for a host's own routes of runners. */
    public Sessions sessions() {
        return sessions;
    }

    /** To be told when a runner's connection closes. */
    public RunnerGone runnerGone() {
        return leases.gone();
    }

    public Workflows workflows() {
        return workflows;
    }

    public Leases leases() {
        return leases;
    }

    public Pools pools() {
        return pools;
    }

    /** Jobs' logs, for a host that streams them. */
    public ReadLog readLog() {
        return readLog;
    }

    /** What is measured; hosts add theirs. */
    public Metrics metrics() {
        return metrics;
    }

    /** The orgs of this store, the oldest first. */
    public List<Org> orgs() {
        return orgs.list();
    }

    /** Makes the first org with its admin token and its pool {@code default}; empty when the store has an org. */
    public Optional<BootstrapResult> bootstrap(String orgName) {
        if (!orgs.list().isEmpty()) {
            return Optional.empty();
        }
        var org = orgs.create(orgName);
        pools.create(org.id(), PoolNames.DEFAULT);
        var token = issueAdminToken(org.id());
        orgs.enter(org);
        return Optional.of(new BootstrapResult(org.id(), token));
    }

    /** A further token with the scope admin, for a host whose own was lost. */
    public String issueAdminToken(OrgId org) {
        return String.valueOf(tokens.create(org, new NewToken("admin", List.of(Scope.ADMIN), null))
                .token());
    }

    private static RetentionSettings expiring(RetentionSettings settings) {
        var all = settings;
        for (String prefix : DeliveryRetention.SORT_PREFIXES) {
            all = all.with(new RetentionSettings.ExpiringRecords(
                    prefix, DeliveryRetention.TIME_MEMBER, DeliveryRetention.KEPT));
        }
        return all;
    }
}
