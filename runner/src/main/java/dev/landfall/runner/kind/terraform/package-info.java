/**
 * The job kind {@code terraform}: plan and apply of one module with Terraform or OpenTofu. Approved bytes are applied
 * bytes, and no state, plan or secret is left on the runner.
 */
@NullMarked
package dev.landfall.runner.kind.terraform;

import org.jspecify.annotations.NullMarked;
