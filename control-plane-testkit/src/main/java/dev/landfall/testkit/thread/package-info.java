/** Running the same thing from many threads at the same moment. */
@NullMarked
package dev.landfall.testkit.thread;

import org.jspecify.annotations.NullMarked;
