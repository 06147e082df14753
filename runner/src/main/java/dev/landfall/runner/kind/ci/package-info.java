/** The job kind {@code ci}: one command in a checkout, whose exit code is the result. */
@NullMarked
package dev.landfall.runner.kind.ci;

import org.jspecify.annotations.NullMarked;
