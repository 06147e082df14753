@NullMarked
package dev.landfall.formats.hcl;

import org.jspecify.annotations.NullMarked;
