/** {@code landfall doctor}: what is installed, reachable and wrong on this machine, with the fix. Nothing here changes anything. */
@NullMarked
package dev.landfall.cli.doctor;

import org.jspecify.annotations.NullMarked;
