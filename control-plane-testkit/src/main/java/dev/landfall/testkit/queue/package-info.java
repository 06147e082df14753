/** Queues for tests: the in-memory fake with its receiving side, and the contract. No engine lives here. */
@NullMarked
package dev.landfall.testkit.queue;

import org.jspecify.annotations.NullMarked;
