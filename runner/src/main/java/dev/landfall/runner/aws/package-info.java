/**
 * What calls to AWS need when no SDK is on the class path: credentials and signatures. Which service is called and what its
 * answers mean lives with the caller.
 */
@NullMarked
package dev.landfall.runner.aws;

import org.jspecify.annotations.NullMarked;
