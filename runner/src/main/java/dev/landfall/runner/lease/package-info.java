/**
 * The leases that this runner holds: in memory, in a journal for the next process, and their ends until the control plane
 * knows them. Nothing here makes threads or reads a clock.
 */
@NullMarked
package dev.landfall.runner.lease;

import org.jspecify.annotations.NullMarked;
