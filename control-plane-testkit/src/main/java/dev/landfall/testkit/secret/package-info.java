/** Secrets for tests: the in-memory fake and the contract. Nothing here is encrypted. */
@NullMarked
package dev.landfall.testkit.secret;

import org.jspecify.annotations.NullMarked;
