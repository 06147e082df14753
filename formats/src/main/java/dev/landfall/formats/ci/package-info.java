/** CI job definitions (YAML) of a commit as checked, immutable values, and which event starts which. Nothing here runs a job. */
@NullMarked
package dev.landfall.formats.ci;

import org.jspecify.annotations.NullMarked;
