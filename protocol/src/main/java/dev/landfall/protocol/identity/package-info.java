/** Under which operation a job runs and with which cloud identity, as the control plane signs it. Nothing here talks to a cloud. */
@NullMarked
package dev.landfall.protocol.identity;

import org.jspecify.annotations.NullMarked;
