/** {@code landfall events}: webhook deliveries and what became of them. Nothing here reads their contents. */
@NullMarked
package dev.landfall.cli.event;

import org.jspecify.annotations.NullMarked;
