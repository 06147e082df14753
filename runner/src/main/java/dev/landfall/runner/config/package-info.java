/** The runner's settings: which there are, their defaults, and how they are read. Nothing here opens a file or a socket. */
@NullMarked
package dev.landfall.runner.config;

import org.jspecify.annotations.NullMarked;
