/**
 * The job kind {@code action}: steps one after the other, each a command or a script, which may hand outputs over in a
 * file.
 */
@NullMarked
package dev.landfall.runner.kind.action;

import org.jspecify.annotations.NullMarked;
