/**
 * How a runner proves which identity its cloud gave it, instead of an enrolment token. The identities of jobs are another matter
 * and live in {@code identity}.
 */
@NullMarked
package dev.landfall.runner.proof;

import org.jspecify.annotations.NullMarked;
