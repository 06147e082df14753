/**
 * How the runner talks to the control plane: one port, and its implementation on HTTP. Nothing here decides what to
 * do with an answer.
 */
@NullMarked
package dev.landfall.runner.client;

import org.jspecify.annotations.NullMarked;
