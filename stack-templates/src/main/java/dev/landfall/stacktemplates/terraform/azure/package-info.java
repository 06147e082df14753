/**
 * An install's stack on Azure as a Terraform module: the same resources as its ARM template has, by the provider azurerm. What Azure
 * takes and what machines run is said in the package of Azure, and how HCL is written in that of HCL.
 */
@NullMarked
package dev.landfall.stacktemplates.terraform.azure;

import org.jspecify.annotations.NullMarked;
