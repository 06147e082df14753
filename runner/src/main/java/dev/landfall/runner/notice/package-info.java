/**
 * What a cloud says beforehand about the end of the runner's machine, and what is done about it. How a job is ended lives in
 * {@code attempt}.
 */
@NullMarked
package dev.landfall.runner.notice;

import org.jspecify.annotations.NullMarked;
