/**
 * Signatures of job specs: JWS compact with ES256 and nothing else, keys that a pinned root certifies. No key is stored
 * here and no clock is read.
 */
@NullMarked
package dev.landfall.protocol.signature;

import org.jspecify.annotations.NullMarked;
