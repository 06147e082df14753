/**
 * Starts the processes of a job, hands on what they print, and ends them with everything they started. What a job is, and
 * when it has to end, is decided elsewhere.
 */
@NullMarked
package dev.landfall.runner.process;

import org.jspecify.annotations.NullMarked;
