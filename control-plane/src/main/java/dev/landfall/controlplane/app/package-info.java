/**
 * Apps and the versions of their configs. What a config says is read by {@code dev.landfall.formats}; what an install does
 * with it lives in {@code install}.
 */
@NullMarked
package dev.landfall.controlplane.app;

import org.jspecify.annotations.NullMarked;
