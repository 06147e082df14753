/** Completion scripts of the shells, made from the command tree. Nothing here runs a command. */
@NullMarked
package dev.landfall.cli.completion;

import org.jspecify.annotations.NullMarked;
