/**
 * Which identities of a cloud a pool trusts, and whether a proof shows one of them. What a proven runner may do lives in
 * {@code runners}.
 */
@NullMarked
package dev.landfall.controlplane.identity;

import org.jspecify.annotations.NullMarked;
