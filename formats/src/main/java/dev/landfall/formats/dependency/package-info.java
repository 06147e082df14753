/** The order in which named things that need each other can be done. It does not know what the things are. */
@NullMarked
package dev.landfall.formats.dependency;

import org.jspecify.annotations.NullMarked;
