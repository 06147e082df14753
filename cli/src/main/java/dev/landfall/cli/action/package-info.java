/** {@code landfall action}: actions of an install. Nothing here runs one; a runner does. */
@NullMarked
package dev.landfall.cli.action;

import org.jspecify.annotations.NullMarked;
