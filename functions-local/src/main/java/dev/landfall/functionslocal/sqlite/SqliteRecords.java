package dev.landfall.functionslocal.sqlite;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** {@link Records} in a table of an {@link SqliteStore}. */
public final class SqliteRecords implements Records {

    private static final Duration WRITE_IDS_KEPT = Duration.ofMinutes(10);
    private static final Duration FORGET_EVERY = Duration.ofSeconds(10);

    /** Bounds the pause that forgetting causes. */
    private static final int FORGET_AT_ONCE = 5000;

    /** Comes after every character of a key. */
    private static final String AFTER_ALL = "\u007f";

    private final SqliteStore store;
    private final InstantSource clock;
    private final AtomicLong forgetAtMillis = new AtomicLong();

    public SqliteRecords(SqliteStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        return store.read(session -> session.first(
                "SELECT body, version FROM records WHERE partition = ? AND sort = ?",
                row -> new StoredRecord(key, row.getString(1), row.getString(2)),
                key.partition(),
                key.sort()));
    }

    @Override
    public RecordPage list(RecordQuery query) {
        var found = store.read(session -> session.all(
                """
                SELECT sort, body, version FROM records
                WHERE partition = ? AND sort >= ? AND sort < ? AND sort > ? ORDER BY sort LIMIT ?""",
                row -> new StoredRecord(
                        new RecordKey(query.partition(), row.getString(1)), row.getString(2), row.getString(3)),
                query.partition(),
                query.sortPrefix(),
                query.sortPrefix() + AFTER_ALL,
                query.after().orElse(""),
                query.limit() + 1));
        boolean more = found.size() > query.limit();
        return new RecordPage(more ? found.subList(0, query.limit()) : found, more);
    }

    @Override
    public BatchOutcome write(Batch batch) {
        return store.write(session -> {
            forgetOldWriteIds(session);
            return write(session, batch);
        });
    }

    private BatchOutcome write(SqlSession session, Batch batch) throws SQLException {
        int fresh = session.update(
                "INSERT OR IGNORE INTO write_ids (partition, id, written_at) VALUES (?, ?, ?)",
                batch.partition(),
                batch.writeId(),
                clock.millis());
        if (fresh == 0) {
            return new BatchOutcome.Written();
        }
        for (Write write : batch.writes()) {
            if (!holds(session, batch.partition(), write)) {
                session.update(
                        "DELETE FROM write_ids WHERE partition = ? AND id = ?", batch.partition(), batch.writeId());
                return new BatchOutcome.Refused(write.sort());
            }
        }
        for (Write write : batch.writes()) {
            apply(session, batch.partition(), write);
        }
        return new BatchOutcome.Written();
    }

    private static boolean holds(SqlSession session, String partition, Write write) throws SQLException {
        return switch (write.precondition()) {
            case Precondition.None none -> true;
            case Precondition.Absent absent ->
                version(session, partition, write).isEmpty();
            case Precondition.AtVersion at ->
                version(session, partition, write).filter(at.version()::equals).isPresent();
        };
    }

    private static Optional<String> version(SqlSession session, String partition, Write write) throws SQLException {
        return session.first(
                "SELECT version FROM records WHERE partition = ? AND sort = ?",
                row -> row.getString(1),
                partition,
                write.sort());
    }

    private void apply(SqlSession session, String partition, Write write) throws SQLException {
        switch (write) {
            case Write.Put put -> session.update("""
                        INSERT INTO records (partition, sort, version, body) VALUES (?, ?, ?, ?)
                        ON CONFLICT (partition, sort) DO UPDATE SET version = excluded.version, body = excluded.body""", partition, put.sort(), store.nextNumber(), put.body());
            case Write.Delete delete ->
                session.update("DELETE FROM records WHERE partition = ? AND sort = ?", partition, delete.sort());
        }
    }

    private void forgetOldWriteIds(SqlSession session) throws SQLException {
        long now = clock.millis();
        if (now < forgetAtMillis.get()) {
            return;
        }
        int forgotten = session.update("""
                DELETE FROM write_ids WHERE (partition, id) IN
                (SELECT partition, id FROM write_ids WHERE written_at < ? ORDER BY written_at LIMIT ?)""", now - WRITE_IDS_KEPT.toMillis(), FORGET_AT_ONCE);
        if (forgotten < FORGET_AT_ONCE) {
            forgetAtMillis.set(now + FORGET_EVERY.toMillis());
        }
    }
}
