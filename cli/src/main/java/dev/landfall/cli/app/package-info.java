/** {@code landfall app}: app config directories, checked and stored as versions. Reading them is the work of {@code formats}; nothing here knows their sections. */
@NullMarked
package dev.landfall.cli.app;

import org.jspecify.annotations.NullMarked;
