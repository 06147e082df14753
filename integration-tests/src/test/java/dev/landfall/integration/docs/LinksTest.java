package dev.landfall.integration.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.landfall.integration.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern REMOTE = Pattern.compile("[a-z]+:.*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+/?");

    private static final List<Page> PAGES = Page.all();

    @Test
    void everyRelativeLinkLeadsToAFileAndItsHeading() {
        assertFalse(PAGES.isEmpty());
        var broken = new ArrayList<String>();
        for (var page : PAGES) {
            matches(LINK, page)
                    .filter(link -> !REMOTE.matcher(link).matches() && !leads(page, link))
                    .forEach(link -> broken.add(page.name() + ": " + link));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyPathIntoTheSourcesIsThere() {
        var missing = new ArrayList<String>();
        for (var page : PAGES) {
            matches(CODE, page)
                    .filter(path -> PATH.matcher(path).matches() && namesAModule(path))
                    .filter(path -> !Files.exists(Checkout.root().resolve(path)))
                    .forEach(path -> missing.add(page.name() + ": " + path));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyPageOfDocsCanBeReachedFromTheReadme() {
        var reached = new ArrayList<>(List.of(Checkout.root().resolve("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            var page = Page.read(reached.get(i));
            linked(page).filter(file -> !reached.contains(file)).forEach(reached::add);
        }
        var lost = PAGES.stream()
                .filter(page -> page.name().startsWith("docs/") && !reached.contains(page.file()))
                .map(Page::name)
                .toList();
        assertEquals(List.of(), lost);
    }

    /** The pages that a page links to; those of a folder for a folder. */
    private static Stream<Path> linked(Page page) {
        return matches(LINK, page)
                .filter(link -> !REMOTE.matcher(link).matches())
                .map(link -> target(page, link))
                .flatMap(target -> PAGES.stream()
                        .map(Page::file)
                        .filter(file -> file.equals(target) || target.equals(file.getParent())))
                .distinct();
    }

    private static boolean leads(Page page, String link) {
        var hash = link.indexOf('#');
        var target = target(page, link);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Page.read(target).anchors().contains(link.substring(hash + 1));
    }

    private static Path target(Page page, String link) {
        var hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        return path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    }

    private static boolean namesAModule(String path) {
        return Files.exists(
                Checkout.root().resolve(path.substring(0, path.indexOf('/'))).resolve("src"));
    }

    private static Stream<String> matches(Pattern pattern, Page page) {
        return page.prose().stream()
                .flatMap(line -> pattern.matcher(line).results().map(match -> match.group(1)));
    }
}
