package dev.landfall.functionsaws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why a transaction of {@link BatchTransaction} was cancelled. */
sealed interface Cancellation {

    /**
     * A precondition did not hold.
     *
     * @param place of the write in the batch
     */
    record Refused(int place) implements Cancellation {}

    /** Another transaction has one of the items in its hands; the same one again may pass. */
    record Conflict() implements Cancellation {}

    /** DynamoDB has no capacity for one of the items. */
    record Busy() implements Cancellation {}

    /** Something that the same batch meets again. */
    record Wrong(List<String> codes) implements Cancellation {
        public Wrong {
            codes = List.copyOf(codes);
        }
    }

    String CONDITION = "ConditionalCheckFailed";
    String CONFLICT = "TransactionConflict";
    List<String> BUSY = List.of("ProvisionedThroughputExceeded", "ThrottlingError");

    static Cancellation of(TransactionCanceledException cancelled) {
        var codes = new ArrayList<String>();
        for (CancellationReason reason : cancelled.cancellationReasons()) {
            codes.add(reason.code() == null ? "None" : reason.code());
        }
        int refused = codes.indexOf(CONDITION);
        if (refused >= 0) {
            return new Refused(refused);
        }
        if (codes.contains(CONFLICT)) {
            return new Conflict();
        }
        return codes.stream().anyMatch(BUSY::contains) ? new Busy() : new Wrong(codes);
    }
}
