package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.template.Places;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/** The text of a TOML file, to find where a placeholder of one of its values stands. */
final class SourceText {

    /** Bounds the search for placeholders that are written with escapes and so are not found. */
    private static final int MAX_FAILED_SEARCHES = 100;

    /** Room for the key, quotes and escapes between a position and the end of its value. */
    private static final int SLACK = 300;

    private final String path;
    private final String text;
    private final Places places;
    private final Map<Integer, Integer> lineStarts = new HashMap<>();
    private int failedSearches;

    SourceText(String path, String text) {
        this.path = path;
        this.text = text;
        this.places = Places.of(Location.startOf(path), text);
        var line = 1;
        for (var start = 0; start >= 0; line++) {
            lineStarts.put(line, start);
            var end = text.indexOf('\n', start);
            start = end < 0 ? -1 : end + 1;
        }
    }

    String path() {
        return path;
    }

    Location at(@Nullable TomlPosition position) {
        return position == null ? Location.startOf(path) : new Location(path, position.line(), position.column());
    }

    /** Where a piece of a value stands in the file, searched from the place of the value's key or element. */
    Optional<Location> find(String piece, Location valueAt, int valueLength) {
        return search(valueAt, valueLength).next(piece);
    }

    /** A search for pieces of a value one after the other, each behind the one before: so that many cost no more than one. */
    Search search(Location valueAt, int valueLength) {
        var from = Math.min(text.length(), lineStarts.getOrDefault(valueAt.line(), 0) + valueAt.column() - 1);
        return new Search(from, (int) Math.min(text.length(), from + 2L * valueLength + SLACK));
    }

    /** Within the part of the file that holds a value. */
    final class Search {

        private final int to;
        private int from;

        private Search(int from, int to) {
            this.from = from;
            this.to = to;
        }

        Optional<Location> next(String piece) {
            if (failedSearches >= MAX_FAILED_SEARCHES) {
                return Optional.empty();
            }
            var found = text.indexOf(piece, from, to);
            if (found < 0) {
                failedSearches++;
                return Optional.empty();
            }
            from = found + piece.length();
            return Optional.of(places.at(found));
        }
    }
}
