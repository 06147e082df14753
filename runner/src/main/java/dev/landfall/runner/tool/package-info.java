/**
 * The external programs that jobs need: where they are on the search path and which version they have. Nothing here
 * runs a job; a program is asked for its version and no more.
 */
@NullMarked
package dev.landfall.runner.tool;

import org.jspecify.annotations.NullMarked;
