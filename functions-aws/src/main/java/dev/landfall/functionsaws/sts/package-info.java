/** Short sessions of a role, narrowed to one thing. Who gets one is decided by the control plane. */
@NullMarked
package dev.landfall.functionsaws.sts;

import org.jspecify.annotations.NullMarked;
