/** States of killed applies: what is taken out of a workspace, and what becomes of it. */
@NullMarked
package dev.landfall.runner.salvage;

import org.jspecify.annotations.NullMarked;
