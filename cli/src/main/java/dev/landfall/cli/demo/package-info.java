/**
 * {@code landfall demo}: the order of the story and its summary. What happens in a step lives in {@code step}, what the
 * steps share in {@code stage}.
 */
@NullMarked
package dev.landfall.cli.demo;

import org.jspecify.annotations.NullMarked;
