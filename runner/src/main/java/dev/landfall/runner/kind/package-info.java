/**
 * The kinds of jobs that this runner can do, one package each, and the switch that finds the handler of a job. What
 * kinds share stands here.
 */
@NullMarked
package dev.landfall.runner.kind;

import org.jspecify.annotations.NullMarked;
