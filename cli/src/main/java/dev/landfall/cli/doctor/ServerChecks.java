package dev.landfall.cli.doctor;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.output.Cell;
import dev.landfall.cli.settings.Settings;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks of the configured control plane: is it there, does it know the token, do the clocks agree. */
final class ServerChecks {

    /** Signatures and sessions bear less than a minute of difference. */
    private static final Duration MAX_CLOCK_OFFSET = Duration.ofSeconds(30);

    private final Settings settings;
    private final InstantSource clock;

    ServerChecks(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.add(configFile());
        try {
            findings.addAll(of(settings.server()));
        } catch (LandfallException e) {
            findings.add(
                    Finding.warning("server", "None is configured.", "landfall dev, or: landfall login --server URL"));
        }
        return findings;
    }

    private Finding configFile() {
        var file = settings.file();
        return file.readableByOthers()
                ? Finding.failed("config", file.path() + " can be read by others", "chmod 600 " + file.path())
                : Finding.ok("config", file.path().toString());
    }

    private List<Finding> of(URI server) {
        try (var api = new ApiClient(server, settings.exposesToken() ? Optional.empty() : settings.token())) {
            var asked = clock.instant();
            var probe = api.probe(ApiPath.of("/readyz"));
            var found =
                    new ArrayList<>(List.of(ready(server, probe.status()), clocks(probe.date(), asked), token(api)));
            found.addAll(warnings(api));
            return found;
        } catch (LandfallException e) {
            return List.of(Finding.failed(
                    "server", e.publicMessage(), "Start it, or name the right one: landfall login --server URL"));
        }
    }

    private static Finding ready(URI server, int status) {
        return status == 200
                ? Finding.ok("server", server + " is ready")
                : Finding.failed("server", server + " answers with status " + status, "Look at the server's log.");
    }

    /** What the server itself says that its operator should do; older ones say nothing. */
    private static List<Finding> warnings(ApiClient api) {
        try {
            var said = new ArrayList<Finding>();
            for (var warning : api.get(ApiPath.of("/readyz")).path("warnings")) {
                said.add(Finding.warning(
                        "server", warning.asString(""), "Ask whoever operates the control plane to do it."));
            }
            return said;
        } catch (LandfallException e) {
            return List.of();
        }
    }

    private static Finding clocks(@Nullable String date, Instant asked) {
        var theirs = parse(date);
        if (theirs.isEmpty()) {
            return Finding.warning("clock", "The server does not say what time it has.", "Compare the clocks by hand.");
        }
        var offset = Duration.between(asked, theirs.get());
        var detail = offset.toSeconds() + " s between the server's clock and this one";
        return offset.abs().compareTo(MAX_CLOCK_OFFSET) <= 0
                ? Finding.ok("clock", detail)
                : Finding.failed("clock", detail, "Set the clock that is wrong; let NTP keep it.");
    }

    private Finding token(ApiClient api) {
        if (settings.token().isEmpty()) {
            return Finding.failed("token", "There is no API token for this server.", "landfall login --server URL");
        }
        try {
            var who = api.get(ApiPath.of("/v1/whoami"));
            return Finding.ok(
                    "token",
                    "org " + who.at("/org/name").asString("?") + ", scopes " + Cell.text(who.at("/token/scopes")));
        } catch (LandfallException e) {
            return Finding.failed("token", e.publicMessage(), "Log in again: landfall login --server URL");
        }
    }

    private static Optional<Instant> parse(@Nullable String date) {
        try {
            return Optional.ofNullable(date)
                    .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
