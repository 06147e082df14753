package dev.landfall.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Path and query of a request. Whatever comes from a person is percent-encoded, so that a name with a slash stays one
 * segment.
 */
public record ApiPath(String text) {

    /**
     * Fills a pattern.
     *
     * @param pattern such as {@code /v1/jobs/{}/logs}
     * @param segments one for each <code>{}</code>, in order
     */
    public static ApiPath of(String pattern, String... segments) {
        var filled = pattern;
        for (var segment : segments) {
            var hole = filled.indexOf("{}");
            filled = filled.substring(0, hole) + encode(segment) + filled.substring(hole + 2);
        }
        return new ApiPath(filled);
    }

    /** With a query parameter; without it when the value is null. */
    public ApiPath with(String name, @Nullable Object value) {
        return value == null
                ? this
                : new ApiPath(text + (text.indexOf('?') < 0 ? '?' : '&') + name + '=' + encode(value.toString()));
    }

    @Override
    public String toString() {
        return text;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
