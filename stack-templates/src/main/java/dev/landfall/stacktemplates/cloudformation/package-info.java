/**
 * A stack as one CloudFormation template in YAML. What AWS calls things lives here; what a stack has is the model's.
 */
@NullMarked
package dev.landfall.stacktemplates.cloudformation;

import org.jspecify.annotations.NullMarked;
