/**
 * A small Azure Functions host as a process, which reads our own {@code host.json} and {@code function.json} and follows the
 * real host's rules for HTTP, queues and timers, and what stands around it. No assertions.
 */
@NullMarked
package dev.landfall.integration.azure;

import org.jspecify.annotations.NullMarked;
