package dev.landfall.integration.docs;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Markdown page of the checkout.
 *
 * @param prose its lines outside of code blocks; those inside are empty here
 */
record Page(Path file, List<String> prose) {

    private static final Pattern FENCE = Pattern.compile("^\\s*```.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*)$");
    private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");

    Page {
        prose = List.copyOf(prose);
    }

    /** Every page of the checkout, sorted. */
    static List<Page> all() {
        try (var files = Files.walk(Checkout.root())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !isForeign(Checkout.root().relativize(file)))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(file, withoutCode(Files.readAllLines(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its path in the checkout. */
    String name() {
        return Checkout.root().relativize(file).toString();
    }

    /** Names that links may have behind {@code #}, as GitHub makes them from headings. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        for (var line : prose) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var anchor = anchor(heading.group(1));
                var before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        var plain = LINK_TEXT.matcher(heading).replaceAll("$1").strip().toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    }

    private static List<String> withoutCode(List<String> lines) {
        var prose = new ArrayList<String>();
        var inCode = false;
        for (var line : lines) {
            var fence = FENCE.matcher(line).matches();
            prose.add(inCode || fence ? "" : line);
            inCode ^= fence;
        }
        return prose;
    }

    private static boolean isForeign(Path path) {
        for (var part : path) {
            if (NOT_OURS.contains(part.toString())) {
                return true;
            }
        }
        return path.toString().contains("src/test/resources");
    }
}
