/** {@code landfall queue}: messages that could not be handled. Nothing here sends a new one. */
@NullMarked
package dev.landfall.cli.queue;

import org.jspecify.annotations.NullMarked;
