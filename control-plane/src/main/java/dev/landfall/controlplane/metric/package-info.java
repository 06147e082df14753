/** Counters, gauges and timings, and their Prometheus text. What is measured is decided where it happens. */
@NullMarked
package dev.landfall.controlplane.metric;

import org.jspecify.annotations.NullMarked;
