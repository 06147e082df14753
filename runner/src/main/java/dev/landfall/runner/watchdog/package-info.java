/** Notices when a loop of the runner stopped making progress. What the loops do is not known here. */
@NullMarked
package dev.landfall.runner.watchdog;

import org.jspecify.annotations.NullMarked;
