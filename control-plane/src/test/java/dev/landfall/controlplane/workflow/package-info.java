@NullMarked
package dev.landfall.controlplane.workflow;

import org.jspecify.annotations.NullMarked;
