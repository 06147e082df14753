/**
 * What IAM policies let through: an evaluator for tests, as emulators check no permissions. It knows the rules and condition
 * operators that Landfall's own policies use and refuses to guess about others.
 */
@NullMarked
package dev.landfall.integration.iam;

import org.jspecify.annotations.NullMarked;
