/**
 * {@code landfall stack …}: install stacks as files, made on this machine alone. What is in a stack lives in {@code stack-templates}.
 */
@NullMarked
package dev.landfall.cli.stack;

import org.jspecify.annotations.NullMarked;
