/**
 * Which role each operation of an install or a project runs under, who decided that and when. What asks for a role is decided
 * where jobs are made; nothing here talks to a cloud.
 */
@NullMarked
package dev.landfall.controlplane.identity;

import org.jspecify.annotations.NullMarked;
