/**
 * The customer's own word on what may run on this machine, from a file that only the customer writes. It can only forbid:
 * what it allows still needs the control plane's signature.
 */
@NullMarked
package dev.landfall.runner.policy;

import org.jspecify.annotations.NullMarked;
