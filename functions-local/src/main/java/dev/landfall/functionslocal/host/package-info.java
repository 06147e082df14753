/**
 * The control plane of one machine: the composition root, and the loops that a cloud's triggers are elsewhere. Only here
 * are the local adapters created and tied together.
 */
@NullMarked
package dev.landfall.functionslocal.host;

import org.jspecify.annotations.NullMarked;
