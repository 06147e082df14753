/** The port to queues on Azure Queue Storage, and what lends a runner access to one. No message is interpreted. */
@NullMarked
package dev.landfall.functionsazure.queue;

import org.jspecify.annotations.NullMarked;
