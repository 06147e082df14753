/** Tests of queues on Queue Storage, against Azurite. */
@NullMarked
package dev.landfall.functionsazure.queue;

import org.jspecify.annotations.NullMarked;
