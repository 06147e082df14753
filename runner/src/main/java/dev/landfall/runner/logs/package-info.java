/**
 * An attempt's log on its way from the job to the control plane: masked, cut into lines and chunks, kept on disk until it is
 * acknowledged. Nothing here knows HTTP, and nothing here starts a thread.
 */
@NullMarked
package dev.landfall.runner.logs;

import org.jspecify.annotations.NullMarked;
