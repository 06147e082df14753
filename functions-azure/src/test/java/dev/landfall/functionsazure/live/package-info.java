/** What only a real subscription can prove, asked of one where somebody wants that. What is made there is removed. */
@NullMarked
package dev.landfall.functionsazure.live;

import org.jspecify.annotations.NullMarked;
