/** Secrets of attempts: from reference to value, known to the masker before anybody else. Nothing is kept beyond the job. */
@NullMarked
package dev.landfall.runner.secret;

import org.jspecify.annotations.NullMarked;
