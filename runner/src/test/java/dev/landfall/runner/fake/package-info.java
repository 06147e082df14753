/** A control plane that tests of the runner talk to: in memory with a manual clock, or on a real socket. */
@NullMarked
package dev.landfall.runner.fake;

import org.jspecify.annotations.NullMarked;
