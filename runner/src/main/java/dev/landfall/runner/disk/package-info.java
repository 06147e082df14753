/** Whether the disk has room for another job, and for the ones that run. What is done about it is decided elsewhere. */
@NullMarked
package dev.landfall.runner.disk;

import org.jspecify.annotations.NullMarked;
