/**
 * One run of the command line: what its commands work with, and how it ends. Nothing here knows a single command.
 */
@NullMarked
package dev.landfall.cli.invocation;

import org.jspecify.annotations.NullMarked;
