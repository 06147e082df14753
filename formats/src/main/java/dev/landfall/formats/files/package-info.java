/** Config directories as values in memory, and their gzipped tar form. Nothing here understands what the files say. */
@NullMarked
package dev.landfall.formats.files;

import org.jspecify.annotations.NullMarked;
