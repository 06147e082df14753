/** The one JSON codec of everything that travels or is stored. It knows no type of the domain. */
@NullMarked
package dev.landfall.protocol.json;

import org.jspecify.annotations.NullMarked;
