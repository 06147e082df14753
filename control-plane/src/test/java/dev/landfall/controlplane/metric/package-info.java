@NullMarked
package dev.landfall.controlplane.metric;

import org.jspecify.annotations.NullMarked;
