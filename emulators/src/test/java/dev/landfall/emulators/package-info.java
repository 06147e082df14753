/** Tests of starting and stopping the emulators. What they emulate is tested by whoever uses them. */
@NullMarked
package dev.landfall.emulators;

import org.jspecify.annotations.NullMarked;
