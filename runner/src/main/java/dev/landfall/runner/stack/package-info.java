/**
 * What a runner in a customer's own cluster does for the stack that it belongs to, since no machine of the stack's does it. Stacks
 * themselves are rendered elsewhere.
 */
@NullMarked
package dev.landfall.runner.stack;

import org.jspecify.annotations.NullMarked;
