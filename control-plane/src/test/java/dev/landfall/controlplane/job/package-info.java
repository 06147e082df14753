@NullMarked
package dev.landfall.controlplane.job;

import org.jspecify.annotations.NullMarked;
