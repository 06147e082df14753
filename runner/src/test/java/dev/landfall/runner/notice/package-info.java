@NullMarked
package dev.landfall.runner.notice;

import org.jspecify.annotations.NullMarked;
