/** Signing in tests: the in-memory fake and the contract. No key outlives the process. */
@NullMarked
package dev.landfall.testkit.signing;

import org.jspecify.annotations.NullMarked;
