package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class CancellationTest {

    @Test
    void thePreconditionThatDidNotHoldIsNamedWhateverElseFailed() {
        assertEquals(new Cancellation.Refused(1), of("None", "ConditionalCheckFailed"));
        assertEquals(new Cancellation.Refused(0), of("ConditionalCheckFailed", "TransactionConflict"));
        assertEquals(new Cancellation.Refused(1), of("TransactionConflict", "ConditionalCheckFailed"));
    }

    @Test
    void aConflictIsTriedAgain() {
        assertEquals(new Cancellation.Conflict(), of("None", "TransactionConflict"));
    }

    @Test
    void missingCapacityIsBusy() {
        assertEquals(new Cancellation.Busy(), of("None", "ThrottlingError"));
        assertEquals(new Cancellation.Busy(), of("ProvisionedThroughputExceeded", "None"));
    }

    @Test
    void whatNoRepetitionHelpsIsWrong() {
        assertEquals(new Cancellation.Wrong(List.of("None", "ValidationError")), of("None", "ValidationError"));
        assertEquals(new Cancellation.Wrong(List.of()), of());
    }

    private static Cancellation of(String... codes) {
        var reasons = Arrays.stream(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList();
        return Cancellation.of(TransactionCanceledException.builder()
                .cancellationReasons(reasons)
                .build());
    }
}
