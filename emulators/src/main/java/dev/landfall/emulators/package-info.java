/** Emulators of cloud services as child processes on loopback, for tests. No cloud's SDK and no test of ours lives here. */
@NullMarked
package dev.landfall.emulators;

import org.jspecify.annotations.NullMarked;
