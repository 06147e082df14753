package dev.landfall.formats.template;

import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text at its braces. After a mistake it goes on behind the next closing braces, so that all mistakes are found. */
final class PieceReader {

    private final String text;
    private final Places places;
    private final Problems problems;
    private final List<Piece> pieces = new ArrayList<>();

    PieceReader(String text, Places places, Problems problems) {
        this.text = text;
        this.places = places;
        this.problems = problems;
    }

    List<Piece> read() {
        var from = 0;
        var trimsNext = false;
        for (var open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            var trimsBefore = text.startsWith("{{-", open)
                    && open + 3 < text.length()
                    && Character.isWhitespace(text.charAt(open + 3));
            add(text.substring(from, open), trimsNext, trimsBefore);
            var inside = open + (trimsBefore ? 3 : 2);
            var closed = isComment(inside) ? comment(open, inside) : action(open, inside);
            if (closed.offset < 0) {
                return pieces;
            }
            from = closed.offset;
            trimsNext = closed.trims;
        }
        add(text.substring(from), trimsNext, false);
        return pieces;
    }

    /** Where a pair of braces ended; negative for one that never did. */
    private record Closed(int offset, boolean trims) {}

    private void add(String between, boolean trimStart, boolean trimEnd) {
        var kept = trimStart ? between.stripLeading() : between;
        kept = trimEnd ? kept.stripTrailing() : kept;
        if (!kept.isEmpty()) {
            pieces.add(new Piece.Plain(kept));
        }
    }

    private boolean isComment(int inside) {
        return text.startsWith("/*", inside) || text.startsWith(" /*", inside);
    }

    private Closed comment(int open, int inside) {
        var end = text.indexOf("*/", inside);
        if (end >= 0 && text.startsWith("}}", end + 2)) {
            return new Closed(end + 4, false);
        }
        if (end >= 0 && text.startsWith(" -}}", end + 2)) {
            return new Closed(end + 6, true);
        }
        problems.add(places.at(open), "The comment is not closed: write */}} at its end.");
        return end < 0 ? new Closed(-1, false) : recovered(end);
    }

    private Closed action(int open, int inside) {
        var at = places.at(open);
        var words = new ArrayList<Token>();
        var tokens = new TokenReader(text, inside);
        while (true) {
            var token = tokens.next();
            words.add(token);
            if (token instanceof Token.End end) {
                pieces.add(new Piece.Action(new Words(words), at));
                return new Closed(tokens.offset(), end.trims());
            }
            if (token instanceof Token.Bad bad) {
                problems.add(at, bad.message());
                pieces.add(new Piece.Action(new Words(words), at));
                return recovered(tokens.offset());
            }
        }
    }

    private Closed recovered(int offset) {
        var end = text.indexOf("}}", Math.min(offset, text.length()));
        return end < 0 ? new Closed(-1, false) : new Closed(end + 2, false);
    }
}
