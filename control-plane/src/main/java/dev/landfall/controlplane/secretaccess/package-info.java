/**
 * Which job may use which secret, and the vendor's own secrets. Values pass through here to and from the secret store
 * and are kept nowhere else.
 *
 * <p>A reference in a value, <code>${secret:path:key}</code>, is relative to the org and may only lie below the prefixes
 * of the job's owner: a project's {@code secretPaths} (its own name unless changed), an app's name for its installs.
 * Beside those an install may use what is its own: sensitive inputs ({@code in_…/inputs}) and sensitive outputs
 * ({@code in_…/outputs/…}). Every other reference fails the job with that reason. On the wire a reference carries the full
 * path in the secret store, and a job's signed spec lists exactly the references that occur in it.
 */
@NullMarked
package dev.landfall.controlplane.secretaccess;

import org.jspecify.annotations.NullMarked;
