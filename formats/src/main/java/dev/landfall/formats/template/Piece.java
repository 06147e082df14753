package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;

/** A stretch of a template's text. */
sealed interface Piece {

    /** Outside of braces, trimmed as the braces beside it ask. */
    record Plain(String text) implements Piece {}

    /** Between braces. */
    record Action(Words words, Location at) implements Piece {}
}
