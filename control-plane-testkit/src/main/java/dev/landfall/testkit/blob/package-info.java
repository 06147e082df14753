/** Blobs for tests: the in-memory fake and the contract. No engine lives here. */
@NullMarked
package dev.landfall.testkit.blob;

import org.jspecify.annotations.NullMarked;
