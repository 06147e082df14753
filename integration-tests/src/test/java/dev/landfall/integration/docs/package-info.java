/** Holds the Markdown pages to what is really there: their links, paths and tables. No page is made here. */
@NullMarked
package dev.landfall.integration.docs;

import org.jspecify.annotations.NullMarked;
