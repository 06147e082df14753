/**
 * What an install's stack is made of on Azure, as a template for one resource group in both of its languages. Syntax is not known here.
 */
@NullMarked
package dev.landfall.stacktemplates.azure;

import org.jspecify.annotations.NullMarked;
