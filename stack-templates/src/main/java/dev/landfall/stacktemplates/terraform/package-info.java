/**
 * What Terraform modules have in common, whatever cloud they are for: their variables and files, and calls of published ones. How HCL
 * is written is said in its own package, and what a stack has in those of the clouds.
 */
@NullMarked
package dev.landfall.stacktemplates.terraform;

import org.jspecify.annotations.NullMarked;
