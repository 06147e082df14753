/** XML as servers answer it, read without what makes XML dangerous. What the documents mean lives with the caller. */
@NullMarked
package dev.landfall.runner.xml;

import org.jspecify.annotations.NullMarked;
