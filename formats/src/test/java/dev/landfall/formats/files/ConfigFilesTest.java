package dev.landfall.formats.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigFilesTest {

    @Test
    void directoriesHoldTheFilesBelowThem() {
        var files = ConfigFiles.of(
                        Map.of("a/b.tf", bytes(""), "a/c/d.tf", bytes(""), "a-b/e.tf", bytes(""), "f.tf", bytes("")))
                .orElseThrow();

        assertEquals(List.of("a/b.tf", "a/c/d.tf"), files.pathsUnder("a"));
        assertEquals(4, files.pathsUnder(".").size());
        assertTrue(files.hasDirectory("a/c"));
        assertFalse(files.hasDirectory("a/b.tf"));
        assertFalse(files.hasDirectory("b"));
    }

    @Test
    void tooManyFilesAreAProblem() {
        var many = new HashMap<String, byte[]>();
        for (var i = 0; i < 10_001; i++) {
            many.put("f" + i, new byte[0]);
        }

        assertTrue(ConfigFiles.of(many).report().contains("more than 10000 files"));
    }

    @Test
    void tooManyBytesAreAProblem() {
        var many = new HashMap<String, byte[]>();
        for (var i = 0; i < 21; i++) {
            many.put("f" + i, new byte[1 << 20]);
        }

        assertTrue(ConfigFiles.of(many).report().contains("together exceed 20971520 bytes"));
    }

    @Test
    void textIsUtf8WithoutItsByteOrderMark() {
        var problems = new Problems();
        var files = ConfigFiles.of(Map.of("a", bytes("\uFEFFä"), "b", new byte[] {(byte) 0xc3}, "c", bytes("a\0")))
                .orElseThrow();

        assertEquals("ä", files.text("a", problems).orElseThrow());
        assertTrue(files.text("b", problems).isEmpty());
        assertTrue(files.text("c", problems).isEmpty());
        assertTrue(files.text("d", problems).isEmpty());
        assertEquals(3, problems.count());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
