/** Measures what {@code docs/performance.md} claims, with real processes and beside baselines. No assertions: a machine under load is no defect. */
@NullMarked
package dev.landfall.integration.bench;

import org.jspecify.annotations.NullMarked;
