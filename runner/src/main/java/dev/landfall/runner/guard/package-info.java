/**
 * Sees to it that no process of a job outlives its runner: a guard process while the runner lives, a sweep when it starts again. How
 * processes are started is not known here.
 */
@NullMarked
package dev.landfall.runner.guard;

import org.jspecify.annotations.NullMarked;
