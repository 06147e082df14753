/** The store of documents for tests: its in-memory fake and its contract. No engine lives here. */
@NullMarked
package dev.landfall.testkit.records;

import org.jspecify.annotations.NullMarked;
