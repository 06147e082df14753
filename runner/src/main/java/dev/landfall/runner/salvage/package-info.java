/**
 * Terraform states that could not be handed over while their Terraform ran: kept, and handed over by the runner's next
 * process. How Terraform is run does not matter here.
 */
@NullMarked
package dev.landfall.runner.salvage;

import org.jspecify.annotations.NullMarked;
