/** Tests of stacks on Azure in Terraform. */
@NullMarked
package dev.landfall.stacktemplates.terraform.azure;

import org.jspecify.annotations.NullMarked;
