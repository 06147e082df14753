/**
 * How an app config and what an install is become a stack. Nothing is rendered here, and nothing is read from a disk or a network.
 */
@NullMarked
package dev.landfall.stacktemplates.translation;

import org.jspecify.annotations.NullMarked;
