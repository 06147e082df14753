/** Waking waiting readers in tests: the in-memory fake and the contract. No engine lives here. */
@NullMarked
package dev.landfall.testkit.wakeup;

import org.jspecify.annotations.NullMarked;
