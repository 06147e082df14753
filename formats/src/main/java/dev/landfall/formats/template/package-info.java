/** Placeholders such as {@code {{.nuon.inputs.inputs.region}}} inside config values: parsed, listed, rendered. It knows JSON trees, not what is in them. */
@NullMarked
package dev.landfall.formats.template;

import org.jspecify.annotations.NullMarked;
