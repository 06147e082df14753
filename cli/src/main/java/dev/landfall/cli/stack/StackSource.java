package dev.landfall.cli.stack;

import dev.landfall.cli.app.AppDirectory;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.translation.StackFacts;
import dev.landfall.stacktemplates.translation.StackFactsReader;
import dev.landfall.stacktemplates.translation.StackTranslation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of what a stack is made: an app's config and the file of one install. */
final class StackSource {

    private static final int MAX_POLICY_FILE_BYTES = 12 * 1024;

    @Parameters(paramLabel = "DIR", description = "The app config directory.")
    Path directory = Path.of("");

    @Option(
            names = "--install",
            required = true,
            paramLabel = "FILE",
            description = "TOML with what the install is: whose, where, and on what the runner runs.")
    Path install = Path.of("");

    @Option(names = "--app", paramLabel = "NAME", description = "Name of the app; without it the directory's.")
    @Nullable String app;

    /** Reads both, and tells on stderr what of the config is not in a stack. */
    StackModel model(Invocation invocation) {
        var source = AppDirectory.locked(invocation.surroundings().resolve(directory), invocation.surroundings());
        var name = app == null ? source.defaultName() : app;
        var config = source.config();
        var file = invocation.surroundings().resolve(install);
        var facts = require(StackFactsReader.read(install.toString(), text(file, StackFactsReader.MAX_CHARACTERS)));
        var translated = StackTranslation.translate(name, config, facts, policyFile(file, facts));
        translated.notices().forEach(notice -> invocation.output().say("note: " + notice));
        return require(translated);
    }

    /** @throws LandfallException INVALID with every limit that the model breaks */
    static List<RenderedFile> files(Rendering rendering, StackModel model) {
        return require(rendering.render(model));
    }

    private static @Nullable String policyFile(Path install, StackFacts facts) {
        var path = facts.policyFile();
        return path == null ? null : text(install.resolveSibling(path), MAX_POLICY_FILE_BYTES);
    }

    private static String text(Path file, int maxBytes) {
        try {
            if (Files.size(file) > maxBytes) {
                throw LandfallException.limit("The file " + file + " has more than " + maxBytes + " bytes.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The file " + file + " could not be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    private static <T> T require(Reading<T> reading) {
        return reading.value()
                .orElseThrow(() -> LandfallException.invalid(
                        "The stack cannot be rendered (" + reading.problems().size() + "):",
                        reading.problems().stream().map(Problem::toString).toList()));
    }
}
