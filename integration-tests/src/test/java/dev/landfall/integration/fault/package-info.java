/**
 * What users of a cloud suffer: services that fail, functions that die, messages that come twice or never, people who delete
 * things. One suite for every cloud; what a single module can prove by itself is proved there.
 */
@NullMarked
package dev.landfall.integration.fault;

import org.jspecify.annotations.NullMarked;
