/** What a runner is lent of its pool's queue. No queue is spoken to here. */
@NullMarked
package dev.landfall.protocol.queue;

import org.jspecify.annotations.NullMarked;
