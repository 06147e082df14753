/**
 * The running runner: wiring, threads, signals, and what people ask it from outside. Decisions are made in the packages
 * whose steps run here.
 */
@NullMarked
package dev.landfall.runner.daemon;

import org.jspecify.annotations.NullMarked;
