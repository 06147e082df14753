/**
 * Whole-system stories, written against {@link dev.landfall.integration.process.Host} so that every host runs them
 * unchanged. What a single module can prove by itself is proved there.
 */
@NullMarked
package dev.landfall.integration.story;

import org.jspecify.annotations.NullMarked;
