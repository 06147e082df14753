@NullMarked
package dev.landfall.stacktemplates.model;

import org.jspecify.annotations.NullMarked;
