@NullMarked
package dev.landfall.runner.uptime;

import org.jspecify.annotations.NullMarked;
