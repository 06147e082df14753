/** Runners that join a control plane by the identity of their cloud: the real daemon, with the cloud's services played. */
@NullMarked
package dev.landfall.integration.identity;

import org.jspecify.annotations.NullMarked;
