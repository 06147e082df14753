/** {@code landfall secret}: secrets by path and key. A value comes from the standard input or a file, never from an argument, and is never printed. */
@NullMarked
package dev.landfall.cli.secret;

import org.jspecify.annotations.NullMarked;
