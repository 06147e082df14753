/**
 * What Lambda does around a function, small enough to run here: the runtime API, execution environments, a gateway, an event
 * source mapping and a schedule. The runtime interface client in the function's process is the real one.
 */
@NullMarked
package dev.landfall.integration.lambda;

import org.jspecify.annotations.NullMarked;
