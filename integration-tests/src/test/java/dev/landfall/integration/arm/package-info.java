/**
 * Templates for Azure, checked without a cloud: ARM templates against Azure's own types, Bicep by its grammar and a small
 * compiler. What the resource providers themselves refuse is not found here.
 */
@NullMarked
package dev.landfall.integration.arm;

import org.jspecify.annotations.NullMarked;
