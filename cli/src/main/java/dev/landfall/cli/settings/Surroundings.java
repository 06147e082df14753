package dev.landfall.cli.settings;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of the command line finds around itself: variables, streams, the clock, the current folder.
 *
 * @param typedIn whether a person types the input
 * @param readByPerson whether the output goes to a terminal
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean typedIn,
        boolean readByPerson,
        InstantSource clock,
        Path folder) {

    /** System property by which the launcher says which of the standard streams are terminals: {@code in,out}. */
    private static final String TERMINALS = "landfall.terminals";

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. Output is UTF-8 whatever the locale says. */
    public static Surroundings ofThisProcess() {
        var terminals = System.getProperty(TERMINALS, "");
        return new Surroundings(
                System.getenv(),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminals.contains("in"),
                terminals.contains("out"),
                InstantSource.system(),
                Path.of("").toAbsolutePath());
    }

    /** The value of a variable; an empty one counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A path as a person gave it, from the current folder. */
    public Path resolve(Path path) {
        return folder.resolve(path);
    }

    /** Whether a failure shows its stack trace. */
    public boolean debugging() {
        return variable("LANDFALL_DEBUG").filter(value -> !value.equals("0")).isPresent();
    }

    /** Whether colors help: a terminal, and nobody asked for none (https://no-color.org). */
    public boolean colored() {
        return readByPerson
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").filter("dumb"::equals).isPresent();
    }

    /** Where picocli writes its help. */
    public PrintWriter printer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Where picocli writes what it says about errors. */
    public PrintWriter errorPrinter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), true, StandardCharsets.UTF_8);
    }
}
