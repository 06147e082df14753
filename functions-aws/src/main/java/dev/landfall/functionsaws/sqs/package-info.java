/** Queues on SQS: one standard queue with its dead-letter queue for each queue of the control plane. Nothing is received here but dead letters. */
@NullMarked
package dev.landfall.functionsaws.sqs;

import org.jspecify.annotations.NullMarked;
