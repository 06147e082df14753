package dev.landfall.integration.fault;

import dev.landfall.emulators.Fault;
import java.util.List;

/**
 * When the functions' processes are killed.
 *
 * @param passed calls to the cloud's services that go well after a delivery was sent
 * @param at the next call, before it arrives or before its reply does
 */
record Kill(int passed, Fault at) {

    /** In the webhook's function first, then further along: events, claims, log chunks, completions. */
    static final List<Kill> SEVERAL = List.of(
            new Kill(3, Fault.HELD_BEFORE),
            new Kill(3, Fault.HELD_AFTER),
            new Kill(4, Fault.HELD_AFTER),
            new Kill(6, Fault.HELD_BEFORE),
            new Kill(9, Fault.HELD_AFTER),
            new Kill(14, Fault.HELD_BEFORE),
            new Kill(21, Fault.HELD_AFTER));
}
