package dev.landfall.cli.invocation;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.output.Ink;
import dev.landfall.cli.output.Output;
import dev.landfall.cli.output.Progress;
import dev.landfall.cli.settings.GlobalOptions;
import dev.landfall.cli.settings.Settings;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.error.LandfallException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What commands work with. Each part is made when it is first asked for, so that {@code landfall --help} needs neither
 * a config file nor a network.
 */
public final class Invocation implements AutoCloseable {

    private final Surroundings surroundings;
    private final Set<String> words;
    private final GlobalOptions options = new GlobalOptions();
    private @Nullable Settings settings;
    private @Nullable ApiClient api;
    private @Nullable Output output;

    /** Without arguments: every command is built. */
    public Invocation(Surroundings surroundings) {
        this(surroundings, Set.of());
    }

    /**
     * @param arguments as they were given
     */
    public Invocation(Surroundings surroundings, Collection<String> arguments) {
        this.surroundings = surroundings;
        this.words = Set.copyOf(new HashSet<>(arguments));
    }

    /** Whether a word is among the arguments, as a command or anything else. */
    public boolean mentions(String word) {
        return words.contains(word);
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public GlobalOptions options() {
        return options;
    }

    public Settings settings() {
        if (settings == null) {
            settings = new Settings(options, surroundings);
        }
        return settings;
    }

    /** The configured server, asked with the configured token. */
    public ApiClient api() {
        if (api == null) {
            api = connect(settings());
        }
        return api;
    }

    public Output output() {
        if (output == null) {
            output = new Output(
                    surroundings.out(),
                    surroundings.err(),
                    settings().output(),
                    new Ink(surroundings.colored()),
                    surroundings.clock());
        }
        return output;
    }

    public Progress progress() {
        return output().progress(surroundings.readByPerson());
    }

    /** Reads what must not stand in an argument list. */
    public Typed typed() {
        return new Typed(surroundings);
    }

    @Override
    public void close() {
        surroundings.out().flush();
        surroundings.err().flush();
        if (api != null) {
            api.close();
        }
    }

    private static ApiClient connect(Settings settings) {
        var token = settings.token();
        if (token.isEmpty()) {
            throw LandfallException.unauthenticated("There is no API token for " + settings.server()
                    + ". Save one with 'landfall login', or set LANDFALL_TOKEN or LANDFALL_TOKEN_FILE.");
        }
        if (settings.exposesToken()) {
            throw LandfallException.invalid("The token would travel readable to " + settings.server()
                    + ". Use https, or set LANDFALL_ALLOW_HTTP=1 if that network is yours alone.");
        }
        return new ApiClient(settings.server(), token);
    }
}
