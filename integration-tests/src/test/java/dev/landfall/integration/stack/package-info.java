/** What install stacks let through, read out of their templates. */
@NullMarked
package dev.landfall.integration.stack;

import org.jspecify.annotations.NullMarked;
