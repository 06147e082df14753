package dev.landfall.functionsazure.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A blob service that throttles, breaks, refuses and loses replies. */
class BlobFaultsIT {

    private static final byte[] BYTES = "x".repeat(100_000).getBytes(UTF_8);

    private static final FaultProxy PROXY =
            AzuriteStorage.faultsBefore(AzuriteStorage.azurite().blob());
    private static final Blobs BLOBS =
            new BlobStorageBlobs(AzuriteStorage.clients().blobs(PROXY.uri()), "faults", InstantSource.system());

    private final String top = UUID.randomUUID() + "/";

    @BeforeAll
    static void deploy() {
        AzuriteStorage.clients().blobs(AzuriteStorage.azurite().blob()).createBlobContainer("faults");
    }

    @AfterAll
    static void stop() {
        PROXY.close();
    }

    @BeforeEach
    void calm() {
        PROXY.plan().none();
    }

    @Test
    void whatIsThrottledOrLostOnTheWayIsWrittenAndReadAllTheSame() {
        PROXY.plan().next(Fault.THROTTLED, Fault.LOST_REPLY);
        BLOBS.put(top + "a", BYTES);
        PROXY.plan().next(Fault.BROKEN, Fault.LOST_REPLY);
        assertArrayEquals(BYTES, BLOBS.find(top + "a").orElseThrow());
        PROXY.plan().next(Fault.BROKEN, Fault.HALF_REPLY);
        assertEquals(List.of(top + "a"), BLOBS.list(top, "", 10));
        PROXY.plan().next(Fault.LOST_REPLY);
        BLOBS.delete(top + "a");
        assertEquals(Optional.empty(), BLOBS.find(top + "a"));
    }

    @Test
    void aReplyThatEndsInTheMiddleIsNotTakenForABlob() {
        BLOBS.put(top + "a", BYTES);
        PROXY.plan().next(Fault.HALF_REPLY);

        assertArrayEquals(BYTES, BLOBS.find(top + "a").orElseThrow());
    }

    @Test
    void aWriteWhereNothingIsMayFindItselfWhenItsReplyIsLost() {
        PROXY.plan().next(Fault.LOST_REPLY);

        assertFalse(BLOBS.putIfAbsent(top + "a", BYTES));
        assertArrayEquals(BYTES, BLOBS.find(top + "a").orElseThrow());
    }

    @Test
    void aServiceThatStaysBusyIsUnavailableForEveryCall() {
        PROXY.plan().always(call -> true, Fault.THROTTLED);

        assertAllUnavailable(List.of(
                () -> BLOBS.put(top + "a", BYTES),
                () -> BLOBS.putIfAbsent(top + "a", BYTES),
                () -> BLOBS.find(top + "a"),
                () -> BLOBS.open(top + "a"),
                () -> BLOBS.list(top, "", 10),
                () -> BLOBS.delete(top + "a"),
                () -> BLOBS.readAddress(top + "a", Duration.ofMinutes(5))));
    }

    @Test
    void aMissingRoleIsSaidWithWhatToGrant() {
        PROXY.plan().always(call -> true, Fault.REFUSED);

        var message = assertUnavailable(() -> BLOBS.put(top + "a", BYTES));

        assertTrue(message.contains("Storage Blob Data Owner"), message);
    }

    private static String assertUnavailable(Runnable attempt) {
        var failure = assertThrows(LandfallException.class, attempt::run);
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        return failure.publicMessage();
    }

    /** All at once, as each is tried for seconds. */
    private static void assertAllUnavailable(List<Runnable> attempts) {
        Together.run(attempts.size(), number -> () -> assertUnavailable(attempts.get(number)));
    }
}
