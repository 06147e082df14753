/**
 * Stand-ins for the clouds' identity services, as strict as those about what they are shown. They reach no network and know
 * only the identities that a test gave them.
 */
@NullMarked
package dev.landfall.testkit.identity;

import org.jspecify.annotations.NullMarked;
