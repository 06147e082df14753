package dev.landfall.runner.statestore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.state.StateEntry;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of a customer's does. */
public abstract class StateObjectsContract {

    private static final String NAME = "states/component-network/000000007-0123456789abcdef.tfstate";

    /** An empty store. */
    protected abstract StateObjects store();

    /** One that is not there. */
    protected abstract StateObjects missingStore();

    /** One that does not let this caller in. */
    protected abstract StateObjects closedStore();

    @Test
    void bytesComeBackAsTheyWent() {
        var store = store();
        assertEquals(Optional.empty(), store.find(NAME));
        var bytes = new byte[StateEntry.MAX_BYTES];
        new Random(7).nextBytes(bytes);
        store.put(NAME, bytes);
        assertArrayEquals(bytes, store.find(NAME).orElseThrow());
        assertEquals(Optional.empty(), store.find(NAME.replace("7-", "8-")));
    }

    @Test
    void theSameBytesMayBeWrittenAgain() {
        var store = store();
        store.put(NAME, new byte[] {1, 2, 3});
        store.put(NAME, new byte[] {1, 2, 3});
        assertTrue(Arrays.equals(new byte[] {1, 2, 3}, store.find(NAME).orElseThrow()));
    }

    @Test
    void whatIsRemovedIsGoneAndRemovingItAgainIsNoError() {
        var store = store();
        store.put(NAME, new byte[] {1});
        store.remove(NAME);
        assertEquals(Optional.empty(), store.find(NAME));
        assertDoesNotThrow(() -> store.remove(NAME));
    }

    @Test
    void aStoreThatIsNotThereIsAnErrorAndNoEmptyState() {
        var problem = assertThrows(LandfallException.class, () -> missingStore().find(NAME));
        assertEquals(ErrorKind.NOT_FOUND, problem.kind(), problem.publicMessage());
        assertThrows(LandfallException.class, () -> missingStore().put(NAME, new byte[] {1}));
    }

    @Test
    void whoIsNotLetInIsToldWhatToGrant() {
        var problem = assertThrows(LandfallException.class, () -> closedStore().put(NAME, new byte[] {1}));
        assertEquals(ErrorKind.FORBIDDEN, problem.kind(), problem.publicMessage());
        assertTrue(problem.publicMessage().contains("Does the operation's"), problem.publicMessage());
        assertFalse(problem.publicMessage().contains("Signature="), problem.publicMessage());
    }
}
