package dev.landfall.protocol.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.error.LandfallException;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A version: three numbers and, before the release of that name, a word (Semantic Versioning 2.0.0 without build metadata). It is
 * a name of a folder, so nothing else is one.
 *
 * @param text as it was written
 */
public record ReleaseVersion(@JsonValue String text) implements Comparable<ReleaseVersion> {

    private static final Pattern FORM = Pattern.compile(
            "(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})(-[0-9A-Za-z][0-9A-Za-z.-]{0,40})?");

    private static final Comparator<ReleaseVersion> ORDER = Comparator.comparingInt((ReleaseVersion v) -> v.number(1))
            .thenComparingInt(v -> v.number(2))
            .thenComparingInt(v -> v.number(3))
            .thenComparing(ReleaseVersion::preRelease, ReleaseVersion::releaseLast);

    /**
     * @throws LandfallException INVALID when it is no version
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReleaseVersion {
        if (text == null || !FORM.matcher(text).matches() || text.contains("..")) {
            throw LandfallException.invalid("'" + (text == null || text.length() > 60 ? "…" : text)
                    + "' is not a version; versions look like 1.4.0 or 1.4.0-rc1.");
        }
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private int number(int group) {
        var matcher = FORM.matcher(text);
        return matcher.matches() ? Integer.parseInt(matcher.group(group)) : 0;
    }

    private String preRelease() {
        int dash = text.indexOf('-');
        return dash < 0 ? "" : text.substring(dash + 1);
    }

    private static int releaseLast(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        return one.compareTo(other);
    }
}
