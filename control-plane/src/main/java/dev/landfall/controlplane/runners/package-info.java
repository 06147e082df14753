/** Pools, their runners, registration and sessions. What a session may do with a job lives in {@code lease}. */
@NullMarked
package dev.landfall.controlplane.runners;

import org.jspecify.annotations.NullMarked;
