/** When recurring things are due. It reads no clock and starts nothing. */
@NullMarked
package dev.landfall.formats.schedule;

import org.jspecify.annotations.NullMarked;
