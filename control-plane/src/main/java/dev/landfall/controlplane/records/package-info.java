/** The port that holds every document, and the values it takes. No meaning of any document lives here. */
@NullMarked
package dev.landfall.controlplane.records;

import org.jspecify.annotations.NullMarked;
