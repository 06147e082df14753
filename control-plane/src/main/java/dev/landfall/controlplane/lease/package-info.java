/** What a runner does with an attempt: claim, heartbeat, complete, and what happens when nothing is heard of it. Registration and sessions of runners live in {@code runners}. */
@NullMarked
package dev.landfall.controlplane.lease;

import org.jspecify.annotations.NullMarked;
