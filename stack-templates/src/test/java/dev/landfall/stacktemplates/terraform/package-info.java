/** What Terraform modules have in common. */
@NullMarked
package dev.landfall.stacktemplates.terraform;

import org.jspecify.annotations.NullMarked;
