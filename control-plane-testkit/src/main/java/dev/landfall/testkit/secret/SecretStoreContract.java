package dev.landfall.testkit.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} promises. Each test has an owner of its own. */
public abstract class SecretStoreContract {

    private final String owner = "org_" + UUID.randomUUID();

    /** The store under test. */
    protected abstract SecretStore secrets();

    @Test
    void aStoredValueIsFoundUnderItsNameAlone() {
        secrets().put(owner + "/web", "password", "hünter€2\n😀");

        assertEquals(Optional.of("hünter€2\n😀"), secrets().find(owner + "/web", "password"));
        assertEquals(Optional.empty(), secrets().find(owner + "/web", "other"));
        assertEquals(Optional.empty(), secrets().find(owner, "password"));
    }

    @Test
    void puttingAgainReplaces() {
        secrets().put(owner, "key", "a long first value");
        secrets().put(owner, "key", "");

        assertEquals(Optional.of(""), secrets().find(owner, "key"));
    }

    @Test
    void theLargestValueIsKeptAndALargerOneRefused() {
        var largest = "é".repeat(SecretStore.MAX_VALUE_BYTES / 2);
        secrets().put(owner, "key", largest);

        assertEquals(Optional.of(largest), secrets().find(owner, "key"));
        var refused = assertThrows(LandfallException.class, () -> secrets().put(owner, "key", largest + "topsecret"));
        assertEquals(ErrorKind.LIMIT, refused.kind());
        assertFalse(refused.toString().contains("topsecret"));
        assertEquals(Optional.of(largest), secrets().find(owner, "key"));
    }

    @Test
    void deletingSaysWhetherThereWasOne() {
        secrets().put(owner, "key", "value");

        assertTrue(secrets().delete(owner, "key"));
        assertFalse(secrets().delete(owner, "key"));
        assertEquals(Optional.empty(), secrets().find(owner, "key"));
        assertEquals(List.of(), secrets().list(owner));
    }

    @Test
    void theListHasNamesInOrderAndNoValues() {
        secrets().put(owner + "/b", "key", "value1");
        secrets().put(owner + "/a", "key2", "value2");
        secrets().put(owner + "/a", "key1", "value3");
        secrets().put("x" + owner, "key", "value4");

        var names = List.of(owner + "/a:key1", owner + "/a:key2", owner + "/b:key");
        assertEquals(names, secrets().list(owner));
        assertEquals(names.subList(0, 2), secrets().list(owner + "/a"));
        assertEquals(List.of(), secrets().list(owner + "/c"));
    }

    @Test
    void whatIsNoNameIsRefusedWithoutShowingTheValue() {
        for (String path : List.of("", "a b", "a:b", "a.b", "ä", "a\nb", "a".repeat(201))) {
            assertInvalid(() -> secrets().put(path, "key", "topsecret"));
            assertInvalid(() -> secrets().find(path, "key"));
            assertInvalid(() -> secrets().delete(path, "key"));
        }
        for (String key : List.of("", "a b", "a:b", "a/b", "ä", "a".repeat(101))) {
            assertInvalid(() -> secrets().put(owner, key, "topsecret"));
        }
        assertEquals(List.of(), secrets().list(owner));
    }

    @Test
    void writersOfDifferentSecretsDoNotLoseEachOthers() {
        Together.run(8, i -> () -> {
            secrets().put(owner, "key" + i, "value" + i);
            return true;
        });

        for (int i = 0; i < 8; i++) {
            assertEquals(Optional.of("value" + i), secrets().find(owner, "key" + i));
        }
    }

    private static void assertInvalid(Runnable attempt) {
        var refused = assertThrows(LandfallException.class, attempt::run);
        assertEquals(ErrorKind.INVALID, refused.kind());
        assertFalse(refused.toString().contains("topsecret"));
    }
}
