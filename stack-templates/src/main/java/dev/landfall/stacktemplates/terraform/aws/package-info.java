/**
 * An install's stack on AWS as a Terraform module: what its CloudFormation template has, by the provider aws. What IAM takes and what
 * machines run is said in the package of AWS, and how HCL is written in that of HCL.
 */
@NullMarked
package dev.landfall.stacktemplates.terraform.aws;

import org.jspecify.annotations.NullMarked;
