package dev.landfall.runner.mask;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The forms in which a value shows up in what programs print: as it is, its single lines, base64 at any offset,
 * URL-encoded, and escaped as in JSON.
 *
 * <p>A value is masked without the white space around it, which masks the value with it too. Of a value with several lines
 * each line of {@link #MIN_LINE_CHARACTERS} or more is masked by itself, since programs indent and prefix them; shorter
 * lines (braces, {@code key:}) would hide innocent text.
 */
final class SecretForms {

    /** Fewest characters of a value: anything shorter stands in every log by chance. */
    static final int MIN_CHARACTERS = 4;

    /** Fewest characters of a line of a longer value. */
    static final int MIN_LINE_CHARACTERS = 8;

    /** Longest value, in bytes of UTF-8. Encoded it grows at most sixfold, which bounds what a stream holds back. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\n|\r");

    private SecretForms() {}

    /** Every form of the value as bytes, each at least {@link #MIN_CHARACTERS} long. */
    static Set<Needle> of(String stripped) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(stripped);
        List<String> lines = linesOf(stripped);
        texts.addAll(lines);
        Base64Forms.addAll(stripped.getBytes(StandardCharsets.UTF_8), texts);
        escapedForms(stripped, texts);
        lines.forEach(line -> escapedForms(line, texts));
        return needles(texts);
    }

    /** The forms of the lines alone, for a value that is too long to be masked as a whole. */
    static Set<Needle> ofLines(String stripped) {
        Set<String> texts = new LinkedHashSet<>();
        for (String line : linesOf(stripped)) {
            if (line.length() <= MAX_BYTES / 4) {
                texts.add(line);
                escapedForms(line, texts);
            }
        }
        return needles(texts);
    }

    private static void escapedForms(String value, Set<String> forms) {
        JsonForms.addAll(value, forms);
        UrlForms.addAll(value, forms);
    }

    private static List<String> linesOf(String value) {
        return LINE_BREAK
                .splitAsStream(value)
                .map(String::strip)
                .filter(line -> line.length() >= MIN_LINE_CHARACTERS)
                .toList();
    }

    private static Set<Needle> needles(Set<String> texts) {
        Set<Needle> needles = new LinkedHashSet<>();
        for (String text : texts) {
            needles.add(new Needle(text.getBytes(StandardCharsets.UTF_8)));
        }
        return needles;
    }
}
