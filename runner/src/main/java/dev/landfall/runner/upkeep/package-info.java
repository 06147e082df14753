/** What the control plane asks of the runner itself: its health, its end. Nothing here runs a job's program. */
@NullMarked
package dev.landfall.runner.upkeep;

import org.jspecify.annotations.NullMarked;
