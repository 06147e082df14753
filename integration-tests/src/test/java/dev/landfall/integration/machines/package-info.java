/**
 * What puts the runner on machines and into clusters: packages, units, images, the chart. Checked by the programs that read them there;
 * how the runner itself behaves is checked elsewhere.
 */
@NullMarked
package dev.landfall.integration.machines;

import org.jspecify.annotations.NullMarked;
