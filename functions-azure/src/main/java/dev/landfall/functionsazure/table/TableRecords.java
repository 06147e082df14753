package dev.landfall.functionsazure.table;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.data.tables.models.TableTransactionFailedException;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.error.LandfallException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@link Records} in one table of Azure Table Storage: the partition is the partition key, the sort key the row key, the
 * version the ETag, a batch one entity group transaction of at most 100 entities (Azure's limit): the writes and a
 * {@linkplain WriteMarkers marker} of the write id. A query within a partition sees one moment of it.
 *
 * <p>A delete without a precondition of a record that is not there is left out of the batch, which is then sent again.
 * Thread-safe.
 */
public final class TableRecords implements Records {

    /** What Azure writes as ETag of an entity; anything else was never a version. */
    private static final Pattern ETAG = Pattern.compile("W/\"[\\x21\\x23-\\x7e]{1,200}\"");

    private static final Set<TableErrorCode> NOT_THERE =
            Set.of(TableErrorCode.RESOURCE_NOT_FOUND, TableErrorCode.ENTITY_NOT_FOUND);
    private static final Set<TableErrorCode> NOT_AS_REQUIRED =
            Set.of(TableErrorCode.ENTITY_ALREADY_EXISTS, TableErrorCode.UPDATE_CONDITION_NOT_SATISFIED);

    private final TableClient table;
    private final WriteMarkers markers;

    /**
     * @param table exists
     */
    public TableRecords(TableClient table, InstantSource clock) {
        this.table = table;
        this.markers = new WriteMarkers(table, clock);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        try {
            return Optional.of(RecordEntity.read(table.getEntity(key.partition(), key.sort())));
        } catch (TableServiceException e) {
            if (e.getValue() != null && NOT_THERE.contains(e.getValue().getErrorCode())) {
                return Optional.empty();
            }
            throw AzureCall.failure("read a record", e);
        } catch (RuntimeException e) {
            throw AzureCall.failure("read a record", e);
        } catch (LinkageError e) {
            throw AzureCall.unreadable("read a record", e);
        }
    }

    @Override
    public RecordPage list(RecordQuery query) {
        return AzureCall.answer("list records", () -> page(query));
    }

    @Override
    public BatchOutcome write(Batch batch) {
        var never = batch.writes().stream()
                .filter(write -> write.precondition() instanceof Precondition.AtVersion at
                        && !ETAG.matcher(at.version()).matches())
                .findFirst();
        if (never.isPresent()) {
            return new BatchOutcome.Refused(never.get().sort());
        }
        var writes = new ArrayList<>(batch.writes());
        while (true) {
            var failure = submit(batch, writes);
            if (failure.isEmpty()) {
                markers.sweepAfter(batch);
                return new BatchOutcome.Written();
            }
            var failed = failure.get();
            if (failed.write().isEmpty()) {
                return new BatchOutcome.Written();
            }
            var write = failed.write().get();
            if (!failed.deletedWhatIsNotThere()) {
                return new BatchOutcome.Refused(write.sort());
            }
            writes.remove(write);
        }
    }

    /** Empty when all of it was written. */
    private Optional<Failed> submit(Batch batch, List<Write> writes) {
        var actions = new ArrayList<TableTransactionAction>(writes.size() + 1);
        actions.add(markers.create(batch));
        writes.forEach(write -> actions.add(action(batch.partition(), write)));
        try {
            table.submitTransaction(actions);
            return Optional.empty();
        } catch (TableTransactionFailedException e) {
            return Optional.of(failed(e, writes));
        } catch (RuntimeException e) {
            throw AzureCall.failure("write records", e);
        } catch (LinkageError e) {
            throw AzureCall.unreadable("write records", e);
        }
    }

    /** Which write did not hold, and why; the marker comes first. */
    private static Failed failed(TableTransactionFailedException e, List<Write> writes) {
        var index = e.getFailedTransactionActionIndex();
        var code = e.getValue() == null ? null : e.getValue().getErrorCode();
        if (index == null || code == null || index > writes.size()) {
            throw AzureCall.failure("write records", e);
        }
        if (index == 0 && code.equals(TableErrorCode.ENTITY_ALREADY_EXISTS)) {
            return new Failed(Optional.empty(), false);
        }
        var write = index == 0 ? null : writes.get(index - 1);
        if (write == null || !(NOT_THERE.contains(code) || NOT_AS_REQUIRED.contains(code))) {
            throw AzureCall.failure("write records", e);
        }
        if (!(write.precondition() instanceof Precondition.None)) {
            return new Failed(Optional.of(write), false);
        }
        if (write instanceof Write.Delete && NOT_THERE.contains(code)) {
            return new Failed(Optional.of(write), true);
        }
        throw LandfallException.unavailable(
                "Could not write records: others write '" + write.sort() + "' at the same time; try again.", e);
    }

    private static TableTransactionAction action(String partition, Write write) {
        return switch (write) {
            case Write.Put put -> {
                var entity = RecordEntity.of(partition, put.sort(), put.body());
                yield switch (put.precondition()) {
                    case Precondition.None none ->
                        new TableTransactionAction(TableTransactionActionType.UPSERT_REPLACE, entity);
                    case Precondition.Absent absent ->
                        new TableTransactionAction(TableTransactionActionType.CREATE, entity);
                    case Precondition.AtVersion at ->
                        new TableTransactionAction(
                                TableTransactionActionType.UPDATE_REPLACE, atVersion(entity, at), true);
                };
            }
            case Write.Delete delete -> {
                var entity = new TableEntity(partition, delete.sort());
                yield delete.precondition() instanceof Precondition.AtVersion at
                        ? new TableTransactionAction(TableTransactionActionType.DELETE, atVersion(entity, at), true)
                        : new TableTransactionAction(TableTransactionActionType.DELETE, entity);
            }
        };
    }

    private static TableEntity atVersion(TableEntity entity, Precondition.AtVersion at) {
        return entity.addProperty("odata.etag", at.version());
    }

    private RecordPage page(RecordQuery query) {
        var options = new ListEntitiesOptions().setFilter(TableFilter.of(query)).setTop(query.limit());
        var pages =
                table.listEntities(options, null, Context.NONE).iterableByPage().iterator();
        var records = new ArrayList<StoredRecord>();
        boolean more = false;
        while (pages.hasNext() && records.size() < query.limit()) {
            var page = pages.next();
            more = page.getContinuationToken() != null;
            for (var entity : page.getValue()) {
                if (!entity.getRowKey().startsWith(query.sortPrefix())) {
                    return new RecordPage(records, false);
                }
                records.add(RecordEntity.read(entity));
            }
        }
        return new RecordPage(records, more);
    }

    /** @param write empty when the batch had happened before */
    private record Failed(Optional<Write> write, boolean deletedWhatIsNotThere) {}
}
