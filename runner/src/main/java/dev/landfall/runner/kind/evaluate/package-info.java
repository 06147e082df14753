/**
 * The job kind {@code evaluate}: what jobs a commit defines and which of them an event starts. Nothing of the commit is
 * run.
 */
@NullMarked
package dev.landfall.runner.kind.evaluate;

import org.jspecify.annotations.NullMarked;
