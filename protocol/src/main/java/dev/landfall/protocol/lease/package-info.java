/** Claims, heartbeats and completions: how a runner holds a job. No policy lives here, just what is said. */
@NullMarked
package dev.landfall.protocol.lease;

import org.jspecify.annotations.NullMarked;
