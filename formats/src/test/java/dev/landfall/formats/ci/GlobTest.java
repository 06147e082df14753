package dev.landfall.formats.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "main,main,true",
        "main,mainx,false",
        "*,main,true",
        "*,a/b,false",
        "**,a/b,true",
        "**,main,true",
        "feature/*,feature/a,true",
        "feature/*,feature/a/b,false",
        "feature/**,feature/a/b,true",
        "feature/**,feature,true",
        "**/x.md,x.md,true",
        "**/x.md,a/b/x.md,true",
        "a/**/z,a/z,true",
        "a/**/z,a/b/c/z,true",
        "a/**/z,a/b/c/y,false",
        "r-?,r-1,true",
        "r-?,r-12,false",
        "v[0-9]*,v1.2,true",
        "v[0-9]*,vx,false",
        "v[!0-9],vx,true",
        "v[!0-9],v1,false",
        "a[b,a[b,true",
        "[]],],true",
        "*.tf,main.tf,true",
        "*a*b*,xxaxxbxx,true"
    })
    void patternFitsOrNot(String pattern, String path, boolean fits) {
        assertEquals(fits, Glob.of(pattern).matches(path));
    }

    @Test
    void patternWithManyStarsIsFast() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(Glob.of("*a".repeat(200) + "b").matches("a".repeat(5_000))));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(Glob.of("**/a/".repeat(100) + "b").matches("a/".repeat(2_000))));
    }

    @Property(tries = 300)
    void wordMatchesItself(@ForAll @AlphaChars String word) {
        assertTrue(Glob.of(word).matches(word));
    }

    @Property(tries = 500)
    void anyPatternAnswers(@ForAll String pattern, @ForAll String path) {
        Glob.of(pattern).matches(path);
        assertTrue(Glob.of("**").matches(path));
    }
}
