/**
 * Deliveries of git servers: verified, de-duplicated, stored and answered, and what they start. The jobs themselves are
 * the business of {@code project}.
 */
@NullMarked
package dev.landfall.controlplane.webhook;

import org.jspecify.annotations.NullMarked;
