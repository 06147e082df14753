/** The module for AWS: its files, its limits, its call home. */
@NullMarked
package dev.landfall.stacktemplates.terraform.aws;

import org.jspecify.annotations.NullMarked;
