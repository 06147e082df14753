/**
 * From a message in the pool's queue to a started attempt: receive, claim, verify, permit. Nothing here makes threads or
 * runs a job.
 */
@NullMarked
package dev.landfall.runner.queue;

import org.jspecify.annotations.NullMarked;
