/** How programs of Landfall call each other over HTTP. Nothing here knows what they say. */
@NullMarked
package dev.landfall.protocol.http;

import org.jspecify.annotations.NullMarked;
