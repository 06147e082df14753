/**
 * The seeded simulator: the real control plane and the real core of runners over fakes, on a manual clock and in one
 * thread, with faults at every port call. Invariants are checked at every batch and every answer.
 */
@NullMarked
package dev.landfall.integration.simulator;

import org.jspecify.annotations.NullMarked;
