package dev.landfall.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import org.junit.jupiter.api.function.Executable;

/** Says that something is refused. */
final class Refusals {
    private Refusals() {}

    static String assertRefused(ErrorKind kind, Executable call) {
        var refused = assertThrows(LandfallException.class, call);
        assertEquals(kind, refused.kind(), refused::publicMessage);
        return refused.publicMessage();
    }
}
