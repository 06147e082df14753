/**
 * Terraform's state while a job runs: a loopback address that speaks Terraform's http backend and passes everything on
 * to the control plane under the job's lease. No state is kept here.
 */
@NullMarked
package dev.landfall.runner.state;

import org.jspecify.annotations.NullMarked;
