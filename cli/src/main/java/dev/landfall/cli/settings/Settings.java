package dev.landfall.cli.settings;

import dev.landfall.cli.output.OutputFormat;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of one run. For each the first that is given counts: flag, {@code LANDFALL_*} variable, config file. A
 * saved token goes to the server that it was saved for and to no other.
 *
 * <p>The config file is read when a setting is asked for that neither flag nor variable gives.
 */
public final class Settings {

    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final ConfigFile file;

    public Settings(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.file = ConfigFile.locate(surroundings::variable);
    }

    public ConfigFile file() {
        return file;
    }

    /**
     * @throws LandfallException INVALID when {@code LANDFALL_OUTPUT} names no format
     */
    public OutputFormat output() {
        var chosen = options.output();
        return chosen != null
                ? chosen
                : surroundings.variable("LANDFALL_OUTPUT").map(Settings::format).orElse(OutputFormat.TABLE);
    }

    /**
     * The control plane's base address.
     *
     * @throws LandfallException INVALID when none is given, or it is none
     */
    public URI server() {
        return givenServer()
                .or(() -> context().map(Context::server))
                .map(Context::requireAddress)
                .orElseThrow(() -> LandfallException.invalid("No server is configured. Start one on this machine with"
                        + " 'landfall dev', or name yours with 'landfall login --server URL' or LANDFALL_SERVER."));
    }

    /** The API token for {@link #server()}, from the first place that has one. */
    public Optional<String> token() {
        return TokenText.ofFile(options.tokenFile())
                .or(() -> surroundings.variable("LANDFALL_TOKEN").map(String::strip))
                .or(() -> surroundings.variable("LANDFALL_TOKEN_FILE").flatMap(TokenText::ofFile))
                .or(this::savedToken);
    }

    /** Whether the token would travel readable to another machine, which nobody has allowed. */
    public boolean exposesToken() {
        return "http".equalsIgnoreCase(server().getScheme())
                && !Context.onThisMachine(server())
                && surroundings.variable("LANDFALL_ALLOW_HTTP").isEmpty();
    }

    private Optional<String> givenServer() {
        return Optional.ofNullable(options.server()).or(() -> surroundings.variable("LANDFALL_SERVER"));
    }

    private Optional<String> savedToken() {
        var server = server();
        return context()
                .filter(context -> Context.requireAddress(context.server()).equals(server))
                .flatMap(context -> context.tokenText().or(() -> TokenText.ofFile(context.tokenFile())));
    }

    private Optional<Context> context() {
        var contexts = file.read();
        var named = Optional.ofNullable(options.context()).or(() -> surroundings.variable("LANDFALL_CONTEXT"));
        if (named.isPresent() && contexts.find(named.get()).isEmpty()) {
            throw LandfallException.invalid("There is no context '" + named.get() + "' in " + file.path()
                    + ": see 'landfall context list', or make it with 'landfall login --name " + named.get() + "'.");
        }
        return named.or(contexts::currentName).flatMap(contexts::find);
    }

    private static OutputFormat format(String text) {
        return Arrays.stream(OutputFormat.values())
                .filter(format -> format.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> LandfallException.invalid("LANDFALL_OUTPUT is '" + text + "': use table or json."));
    }
}
