/**
 * Takes secrets out of what a job prints, as a stream of bytes, before anything reaches disk or network. Where the bytes come
 * from and go to is not known here.
 */
@NullMarked
package dev.landfall.runner.mask;

import org.jspecify.annotations.NullMarked;
