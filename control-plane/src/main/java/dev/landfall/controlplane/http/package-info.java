/**
 * The HTTP surface without a server: requests and replies as values, routes, who may call them, and errors as replies.
 * Nothing here knows a use case; a host translates its platform's events into these values and back.
 */
@NullMarked
package dev.landfall.controlplane.http;

import org.jspecify.annotations.NullMarked;
