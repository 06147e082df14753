/** What is wrong in a text and where, and the result of reading one. It knows no format. */
@NullMarked
package dev.landfall.formats.problem;

import org.jspecify.annotations.NullMarked;
