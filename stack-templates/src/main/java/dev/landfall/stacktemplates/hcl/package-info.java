/**
 * Writes HCL, the language of Terraform's files, exactly as {@code terraform fmt} leaves it. No cloud's or stack's words live here.
 */
@NullMarked
package dev.landfall.stacktemplates.hcl;

import org.jspecify.annotations.NullMarked;
