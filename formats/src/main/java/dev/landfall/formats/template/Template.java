package dev.landfall.formats.template;

import dev.landfall.formats.problem.Reading;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A parsed text with placeholders. Immutable and thread-safe. */
public interface Template {

    /** What the text reads from the tree, in order of appearance. Empty for plain text. */
    List<Reference> references();

    /**
     * Fills in the placeholders. A template that is one placeholder and nothing else keeps the JSON type of what it names; otherwise
     * the result is text, with lists and objects written as JSON. A name that the tree does not have is a problem at its placeholder,
     * unless {@code default} or {@code coalesce} takes it.
     *
     * @param tree what {@code .nuon} and {@code .landfall} stand for
     */
    Reading<JsonNode> render(JsonNode tree);
}
