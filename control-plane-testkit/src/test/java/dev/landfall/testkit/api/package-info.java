/** The whole control plane on fakes, asked over its router as a client and a runner would. No host and no process is here. */
@NullMarked
package dev.landfall.testkit.api;

import org.jspecify.annotations.NullMarked;
