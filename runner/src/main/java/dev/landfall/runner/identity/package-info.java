/**
 * Gives each job the cloud identity that its signed spec names, from an address of its own that dies with it. As whom the runner
 * itself appears, and what keeps a job from the runner's own credentials, is not known here.
 */
@NullMarked
package dev.landfall.runner.identity;

import org.jspecify.annotations.NullMarked;
