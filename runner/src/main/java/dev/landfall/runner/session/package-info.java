/**
 * Who this runner is and how it stands with the control plane: registration, identity, session, heartbeat. What a job is
 * does not matter here.
 */
@NullMarked
package dev.landfall.runner.session;

import org.jspecify.annotations.NullMarked;
