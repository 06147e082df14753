/**
 * What renderings for AWS have in common: policies, the script of a machine, limits of IAM. No template's syntax lives here.
 */
@NullMarked
package dev.landfall.stacktemplates.aws;

import org.jspecify.annotations.NullMarked;
