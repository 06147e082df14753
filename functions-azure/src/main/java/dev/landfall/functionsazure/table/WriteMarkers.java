package dev.landfall.functionsazure.table;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import dev.landfall.controlplane.records.Batch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entities that say which batches happened: one a batch, created with it, under a row key that no record can have as it
 * starts with a space. The table does not expire anything, so one batch in {@value #SWEPT_EACH} takes old markers of its
 * partition away.
 */
final class WriteMarkers {

    /** Row keys of records are greater than this, those of markers are not. */
    static final String BEFORE_RECORDS = "!";

    private static final String PREFIX = " write.";
    private static final String AT = "at";
    private static final int SWEPT_EACH = 32;
    private static final int MAX_SWEPT = 100;

    /** Longer than the ten minutes that a write id counts, by more than clocks differ. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(WriteMarkers.class);

    private final TableClient table;
    private final InstantSource clock;

    WriteMarkers(TableClient table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** What makes the batch fail with a conflict when it happened already. */
    TableTransactionAction create(Batch batch) {
        var marker = new TableEntity(batch.partition(), PREFIX + batch.writeId()).addProperty(AT, clock.millis());
        return new TableTransactionAction(TableTransactionActionType.CREATE, marker);
    }

    /** Takes old markers away, now and then. Best effort: what is left is taken the next time. */
    void sweepAfter(Batch batch) {
        if (Math.floorMod(batch.writeId().hashCode(), SWEPT_EACH) != 0) {
            return;
        }
        try {
            sweep(batch.partition());
        } catch (TableServiceException e) {
            LOG.atDebug()
                    .addKeyValue("partition", batch.partition())
                    .setCause(e)
                    .log("markers were not swept");
        }
    }

    /** @return how many markers were taken away, at most {@value #MAX_SWEPT} */
    int sweep(String partition) {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        var query = new ListEntitiesOptions()
                .setFilter("PartitionKey eq '" + TableFilter.quoted(partition) + "' and RowKey lt '" + BEFORE_RECORDS
                        + "' and " + AT + " lt " + before + "L")
                .setSelect(List.of("PartitionKey", "RowKey"))
                .setTop(MAX_SWEPT);
        var pages =
                table.listEntities(query, null, Context.NONE).iterableByPage().iterator();
        var old = pages.hasNext() ? pages.next().getValue() : List.<TableEntity>of();
        if (!old.isEmpty()) {
            table.submitTransaction(old.stream()
                    .limit(MAX_SWEPT)
                    .map(marker -> new TableTransactionAction(TableTransactionActionType.DELETE, marker))
                    .toList());
        }
        return old.size();
    }
}
