/**
 * Terraform plans as Landfall keeps them: the plan file encrypted to the install's own key, and a redacted JSON for
 * reading. Nothing here runs Terraform or talks to anybody.
 */
@NullMarked
package dev.landfall.runner.plan;

import org.jspecify.annotations.NullMarked;
