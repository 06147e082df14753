/** The structure of HCL2's native syntax: what Terraform would refuse before it looks at any value. Nothing is evaluated here. */
@NullMarked
package dev.landfall.formats.hcl;

import org.jspecify.annotations.NullMarked;
