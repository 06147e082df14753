/**
 * Orgs and the API tokens of their members: who may ask for what. What they ask for lives with each noun.
 */
@NullMarked
package dev.landfall.controlplane.org;

import org.jspecify.annotations.NullMarked;
