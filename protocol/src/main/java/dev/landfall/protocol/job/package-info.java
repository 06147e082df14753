/** What a job is to do, as the control plane signs it, and how it ended. Nothing here runs anything. */
@NullMarked
package dev.landfall.protocol.job;

import org.jspecify.annotations.NullMarked;
