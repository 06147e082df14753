/** What only a real account can prove, asked of one where somebody wants that. Everything made there is removed. */
@NullMarked
package dev.landfall.functionsaws.live;

import org.jspecify.annotations.NullMarked;
