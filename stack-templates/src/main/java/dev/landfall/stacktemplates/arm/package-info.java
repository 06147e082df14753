/**
 * Templates of Azure Resource Manager: one structure, and its two languages, JSON (language version 2.0) and Bicep. What a stack is made of is
 * not known here.
 */
@NullMarked
package dev.landfall.stacktemplates.arm;

import org.jspecify.annotations.NullMarked;
