/** When a process or a machine is old enough to be replaced by a fresh one. Nothing is ended here. */
@NullMarked
package dev.landfall.runner.uptime;

import org.jspecify.annotations.NullMarked;
