/**
 * Runs one attempt after the other in every slot: its phases in order, its deadline, its cancellation, what its handler may
 * use. What a kind of job does, and where jobs come from, is not known here.
 */
@NullMarked
package dev.landfall.runner.attempt;

import org.jspecify.annotations.NullMarked;
