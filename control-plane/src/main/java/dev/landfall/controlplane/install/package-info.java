/**
 * Installs: one app for one customer, its inputs, what is deployed of it, and the rules of its workflows. How a workflow
 * advances lives in {@code workflow}, what a config says in {@code dev.landfall.formats}.
 */
@NullMarked
package dev.landfall.controlplane.install;

import org.jspecify.annotations.NullMarked;
