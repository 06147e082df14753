/**
 * How a stack becomes files, and the limits that every rendering keeps. A language's own syntax lives in that language's package.
 */
@NullMarked
package dev.landfall.stacktemplates.rendering;

import org.jspecify.annotations.NullMarked;
