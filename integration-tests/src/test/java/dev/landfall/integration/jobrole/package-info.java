/**
 * What a job's own programs get from its identity, and what IAM's rules leave of it. The account is played here; requests,
 * programs and SDKs are real.
 */
@NullMarked
package dev.landfall.integration.jobrole;

import org.jspecify.annotations.NullMarked;
