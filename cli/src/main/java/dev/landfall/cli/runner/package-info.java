/** {@code landfall runner}: the daemon on this machine and the list of all. What a runner does lives in the module {@code runner}. */
@NullMarked
package dev.landfall.cli.runner;

import org.jspecify.annotations.NullMarked;
