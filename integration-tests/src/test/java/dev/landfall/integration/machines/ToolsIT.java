package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.ShellCheck;
import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pinned tools and the scripts that put them and the runner on machines. */
final class ToolsIT {

    private static final Path LIST = Checkout.root().resolve("packaging/tools.txt");
    private static final String PROGRAM = "#!/bin/sh\necho tool\n";

    @TempDir
    Path folder;

    @Test
    void everyToolIsPinnedForBothProcessorsAtItsMakersAddress() throws IOException {
        var pinned = new TreeSet<String>();
        for (var line : entries()) {
            var words = line.split(" ", -1);
            assertEquals(5, words.length, line);
            assertTrue(words[3].matches("[0-9a-f]{64}"), line);
            assertTrue(words[4].startsWith("https://") && words[4].contains(words[1]), line);
            assertTrue(words[4].contains(words[2]), line);
            pinned.add(words[0] + " " + words[1] + " " + words[2]);
        }
        assertEquals(entries().size(), pinned.size());
        for (var tool : Set.of("terraform", "helm", "kubectl")) {
            assertEquals(
                    2,
                    pinned.stream().filter(each -> each.startsWith(tool + " ")).count(),
                    tool);
        }
        assertEquals(6, pinned.size());
    }

    @Test
    void testsUseHelmAndKubernetesInTheVersionsThatMachinesGet() throws IOException {
        var built = Files.readString(Checkout.root().resolve("emulators/servers/kubernetes/go.mod"));
        for (var line : entries()) {
            var words = line.split(" ", -1);
            var module = Map.of("helm", "helm.sh/helm/v3", "kubectl", "k8s.io/kubernetes")
                    .get(words[0]);
            assertTrue(
                    module == null
                            || built.contains("\t" + module + " v" + words[1] + "\n")
                            || built.contains("\t" + module + " v" + words[1] + " // indirect\n"),
                    line);
        }
    }

    @Test
    void archivesZipsAndBareProgramsAreInstalledWhenTheirSumsAreRight() throws Exception {
        var ended = install(list(downloads()));
        assertEquals("helm 2\nkubectl 3\nterraform 1\n", sorted(ended.output()), ended.output());
        for (var tool : List.of("terraform", "helm", "kubectl")) {
            assertEquals(PROGRAM, Files.readString(folder.resolve("bin").resolve(tool)));
            assertTrue(Files.isExecutable(folder.resolve("bin").resolve(tool)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terraform", "helm", "kubectl"})
    void aToolWithAnotherSumIsNotInstalled(String tool) throws Exception {
        var downloads = downloads();
        var list = list(downloads);
        try (var files = Files.list(downloads)) {
            var file = files.filter(each -> each.getFileName().toString().startsWith(tool))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(
                    file, Files.readString(file, StandardCharsets.ISO_8859_1) + "x", StandardCharsets.ISO_8859_1);
        }
        var ended = install(list, tool);
        assertEquals(1, ended.exit(), ended.output());
        assertTrue(ended.output().contains("has another SHA-256"), ended.output());
        assertFalse(Files.exists(folder.resolve("bin").resolve(tool)));
    }

    @Test
    void aToolThatIsNotPinnedIsAnError() throws Exception {
        var ended = install(list(downloads()), "tofu");
        assertEquals(2, ended.exit());
        assertTrue(ended.output().contains("has no 'tofu'"), ended.output());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packaging/install-tools",
                "packaging/install-service",
                "packaging/start",
                "packaging/install.sh",
                "packaging/debian/postinst",
                "packaging/debian/prerm",
                "packaging/debian/postrm",
                "packer/provision.sh",
                "build/packages",
                "build/machine-root",
                "build/container-image",
                "build/kubernetes",
                "emulators/servers/kubernetes/node/cluster.sh",
                "emulators/servers/kubernetes/node/node.sh",
                "build/aot"
            })
    void shellCheckFindsNothing(String script) {
        assumeTrue(
                ShellCheck.canBeHad(), "neither shellcheck nor python3 is on the PATH: install one to check scripts");
        assertEquals("", ShellCheck.installed().findings("sh", Checkout.root().resolve(script)));
    }

    @Test
    void shellCheckFindsASeededFault() throws IOException {
        assumeTrue(
                ShellCheck.canBeHad(), "neither shellcheck nor python3 is on the PATH: install one to check scripts");
        var faulty = Files.readString(Checkout.root().resolve("packer/provision.sh"))
                .replace("--file=\"$archive\"", "--file=$archive");
        var file = Files.writeString(folder.resolve("faulty.sh"), faulty);
        assertTrue(ShellCheck.installed().findings("sh", file).contains("SC2086"));
    }

    private static List<String> entries() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Files as the makers pack their programs. */
    private Path downloads() throws Exception {
        var downloads = Files.createDirectories(folder.resolve("downloads"));
        try (var zip = new ZipOutputStream(Files.newOutputStream(downloads.resolve("terraform_1.zip")))) {
            zip.putNextEntry(new ZipEntry("terraform"));
            zip.write(PROGRAM.getBytes(StandardCharsets.UTF_8));
        }
        var packed = Files.createDirectories(folder.resolve("linux-" + architecture()));
        Files.writeString(packed.resolve("helm"), PROGRAM);
        var tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        downloads.resolve("helm-2.tar.gz").toString(),
                        "-C",
                        folder.toString(),
                        packed.getFileName().toString())
                .start();
        assertEquals(0, tar.waitFor());
        Files.writeString(downloads.resolve("kubectl"), PROGRAM);
        return downloads;
    }

    private Path list(Path downloads) throws Exception {
        var lines = new ArrayList<String>();
        lines.add(line("terraform 1", downloads.resolve("terraform_1.zip")));
        lines.add(line("helm 2", downloads.resolve("helm-2.tar.gz")));
        lines.add(line("kubectl 3", downloads.resolve("kubectl")));
        return Files.write(folder.resolve("tools.txt"), lines);
    }

    private static String line(String tool, Path file) throws Exception {
        var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return tool + " " + architecture() + " " + HexFormat.of().formatHex(sum) + " https://example.com/"
                + file.getFileName();
    }

    private Machine.Ended install(Path list, String... tools) throws Exception {
        var command = new ArrayList<>(List.of(
                "sh",
                Checkout.root().resolve("packaging/install-tools").toString(),
                "--list",
                list.toString(),
                "--downloads",
                folder.resolve("downloads").toString(),
                "--into",
                folder.resolve("bin").toString()));
        command.addAll(List.of(tools));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Machine.Ended(process.waitFor(), output);
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private static String sorted(String lines) {
        return String.join("\n", lines.lines().sorted().toList()) + "\n";
    }
}
