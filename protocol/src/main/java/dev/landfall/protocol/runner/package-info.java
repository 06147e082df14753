/** How a runner introduces itself and what it is lent. No credentials of a cloud are made here. */
@NullMarked
package dev.landfall.protocol.runner;

import org.jspecify.annotations.NullMarked;
