package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.org.Catalogue;
import dev.landfall.controlplane.org.CatalogueEntry;
import dev.landfall.controlplane.org.Name;
import dev.landfall.controlplane.org.PoolNames;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runner pools and their runners, for people. A pool is one queue. Thread-safe. */
public final class Pools implements PoolNames {
    /** How long an enrolment token can be used. */
    public static final Duration ENROLMENT_VALID = Duration.ofHours(1);

    /** Most runners of a pool that are listed. */
    public static final int MAX_RUNNERS = 500;

    static final String RUNNER_PREFIX = "runner.";

    private final Documents documents;
    private final JobQueues queues;
    private final Catalogue names;
    private final PoolDirectory directory;
    private final InstantSource clock;
    private final Ids ids;

    public Pools(Records records, JobQueues queues, InstantSource clock, Ids ids) {
        this.documents = new Documents(records, ids);
        this.queues = queues;
        this.names = new Catalogue(records, documents, "pool");
        this.directory = new PoolDirectory(documents);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a pool with its queue.
     *
     * @throws LandfallException CONFLICT when the name is in use, INVALID when it is no name
     */
    public PoolRecord create(OrgId org, String name) {
        var now = clock.instant();
        var pool = new PoolRecord(new PoolId(ids.next("pool")), org, Name.require(name, "pool"), now);
        names.reserve(
                org,
                new CatalogueEntry(pool.id().value(), name, null, now),
                id -> find(new PoolId(id)).isPresent());
        queues.create(QueueName.of(pool.id()));
        directory.add(pool.id());
        documents.require(pool.id().value(), Documents.put(PoolRecord.SORT, pool, Precondition.absent()));
        return pool;
    }

    /** An org's pools, by name. */
    public List<PoolRecord> list(OrgId org) {
        return names
                .page(org, new PageRequest(PageRequest.MAX_LIMIT, Optional.empty()), Optional.empty())
                .entries()
                .stream()
                .flatMap(entry -> find(new PoolId(entry.id())).stream())
                .toList();
    }

    public Optional<PoolRecord> find(PoolId id) {
        return documents.find(id.value(), PoolRecord.SORT, PoolRecord.class).map(found -> found.value());
    }

    /**
     * @param idOrName null = the pool named {@value PoolNames#DEFAULT}
     * @throws LandfallException NOT_FOUND when the org has no such pool
     */
    public PoolRecord requirePool(OrgId org, @Nullable String idOrName) {
        var wanted = idOrName == null ? DEFAULT : idOrName;
        var id = wanted.startsWith("pool_")
                ? Optional.of(wanted)
                : names.find(org, wanted).map(CatalogueEntry::id);
        return id.flatMap(found -> find(new PoolId(found)))
                .filter(pool -> pool.org().equals(org))
                .orElseThrow(() -> LandfallException.notFound("There is no runner pool '" + wanted
                        + "'; 'landfall pool list' shows those there are, 'landfall pool create' makes one."));
    }

    @Override
    public PoolId require(OrgId org, @Nullable String idOrName) {
        return requirePool(org, idOrName).id();
    }

    /** A pool with the depth of its queue and its runners. */
    public PoolView view(PoolRecord pool) {
        return new PoolView(pool, queues.depth(QueueName.of(pool.id())), runners(pool.id()));
    }

    /** Says whose runners may join a pool by identity; what was said before is replaced. */
    public TrustRecord trust(PoolId pool, PoolTrust trust) {
        var record = new TrustRecord(trust, clock.instant());
        documents.require(pool.value(), Documents.put(TrustRecord.SORT, record, Precondition.none()));
        return record;
    }

    /**
     * @throws LandfallException NOT_FOUND when the pool trusts no identity
     */
    public TrustRecord requireTrust(PoolId pool) {
        return documents
                .find(pool.value(), TrustRecord.SORT, TrustRecord.class)
                .map(found -> found.value())
                .orElseThrow(() -> LandfallException.notFound(
                        "The pool " + pool + " trusts no cloud identity; 'landfall pool trust' names one."));
    }

    /** From now on nobody joins by identity, and those who did are let in no more when they must prove it again. */
    public void distrust(PoolId pool) {
        documents.require(pool.value(), new Write.Delete(TrustRecord.SORT, Precondition.none()));
    }

    /** A token that registers one runner within {@link #ENROLMENT_VALID}. */
    public EnrolmentToken enrolmentToken(PoolId pool) {
        var expiresAt = clock.instant().plus(ENROLMENT_VALID);
        var token = EnrolmentToken.make(pool, ids.secret(), expiresAt);
        documents.require(
                pool.value(),
                Documents.put(
                        EnrolmentToken.sort(token.text()),
                        new Enrolment(expiresAt, null, null),
                        Precondition.absent()));
        return token;
    }

    /** A pool's runners, in the order of their registration. */
    public List<RunnerView> runners(PoolId pool) {
        var now = clock.instant();
        return documents.list(RecordQuery.prefix(pool.value(), RUNNER_PREFIX, MAX_RUNNERS), Membership.class).stream()
                .flatMap(member -> findRunner(member.value().runner()).stream())
                .map(runner -> new RunnerView(runner, RunnerStatus.of(runner, now)))
                .toList();
    }

    /** The runners of all pools of an org. */
    public List<RunnerView> runners(OrgId org) {
        return list(org).stream().flatMap(pool -> runners(pool.id()).stream()).toList();
    }

    /**
     * @throws LandfallException NOT_FOUND when the org has no such runner
     */
    public RunnerView requireRunner(OrgId org, RunnerId id) {
        return findRunner(id)
                .filter(runner -> find(runner.pool())
                        .filter(pool -> pool.org().equals(org))
                        .isPresent())
                .map(runner -> new RunnerView(runner, RunnerStatus.of(runner, clock.instant())))
                .orElseThrow(() -> LandfallException.notFound(
                        "There is no runner '" + id + "'; 'landfall runner status' shows those there are."));
    }

    /** Asks a runner to take no more jobs and to end when the last is done; or takes that back. */
    public RunnerView drain(OrgId org, RunnerId id, Drain wish) {
        requireRunner(org, id);
        documents.update(
                id.value(), RunnerRecord.SORT, RunnerRecord.class, runner -> runner.askedToDrain(wish == Drain.DRAIN));
        return requireRunner(org, id);
    }

    /** To be called before a job for this runner alone is queued: its heartbeats look for such jobs until then. */
    public void expectJobs(RunnerId id, Instant until) {
        documents.update(id.value(), RunnerRecord.SORT, RunnerRecord.class, runner -> runner.askedUntil(until));
    }

    /** What somebody wants of a runner. */
    public enum Drain {
        DRAIN,
        GO_ON
    }

    Optional<RunnerRecord> findRunner(RunnerId id) {
        return documents.find(id.value(), RunnerRecord.SORT, RunnerRecord.class).map(found -> found.value());
    }

    static String membership(RunnerId runner) {
        return RUNNER_PREFIX + runner;
    }

    /** Says that a runner belongs to the pool in whose partition this is. */
    record Membership(RunnerId runner) {}
}
