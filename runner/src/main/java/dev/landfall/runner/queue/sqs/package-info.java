/**
 * The pool's queue on Amazon SQS. Three calls of its JSON protocol, signed with lent credentials; queues are made and sent to
 * by the control plane alone.
 */
@NullMarked
package dev.landfall.runner.queue.sqs;

import org.jspecify.annotations.NullMarked;
