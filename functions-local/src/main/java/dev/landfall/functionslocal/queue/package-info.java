/** What the host serves of a queue beyond the port: receiving, and the tokens that allow it. No store lives here. */
@NullMarked
package dev.landfall.functionslocal.queue;

import org.jspecify.annotations.NullMarked;
