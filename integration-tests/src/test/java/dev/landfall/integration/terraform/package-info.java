/**
 * The Terraform modules, checked by Terraform itself against the providers' schemas, with no cloud. What their policies let
 * through is proved here, by the evaluator; what the clouds themselves refuse is not.
 */
@NullMarked
package dev.landfall.integration.terraform;

import org.jspecify.annotations.NullMarked;
