package dev.landfall.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.output.OutputFormat;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final GlobalOptions options = new GlobalOptions();

    @BeforeEach
    void saveAContext() {
        environment.put("HOME", home.toString());
        file().write(new Contexts(null, Map.of())
                .with("other", new Context("https://other.example", "saved-other", null))
                .with("here", new Context("https://saved.example", "saved", null)));
    }

    @Test
    void flagWinsOverVariableWinsOverFile() {
        assertEquals(URI.create("https://saved.example"), settings().server());
        environment.put("LANDFALL_SERVER", "https://variable.example");
        assertEquals(URI.create("https://variable.example"), settings().server());
        options.server = "https://flag.example/";
        assertEquals(URI.create("https://flag.example"), settings().server());
    }

    @Test
    void tokenFileWinsOverVariablesWinOverSavedToken() throws Exception {
        assertEquals(Optional.of("saved"), settings().token());
        environment.put(
                "LANDFALL_TOKEN_FILE", write("b", "from variable file\n").toString());
        assertEquals(Optional.of("from variable file"), settings().token());
        environment.put("LANDFALL_TOKEN", "from variable");
        assertEquals(Optional.of("from variable"), settings().token());
        options.tokenFile = write("a", "from flag\nsecond line");
        assertEquals(Optional.of("from flag"), settings().token());
    }

    @Test
    void savedTokenGoesToItsOwnServerOnly() {
        options.server = "https://evil.example";
        assertEquals(Optional.empty(), settings().token());
        options.server = "https://saved.example";
        assertEquals(Optional.of("saved"), settings().token());
    }

    @Test
    void contextIsChosenByFlagThenVariable() {
        environment.put("LANDFALL_CONTEXT", "other");
        assertEquals(Optional.of("saved-other"), settings().token());
        options.context = "here";
        assertEquals(Optional.of("saved"), settings().token());
        options.context = "nowhere";
        assertEquals(ErrorKind.INVALID, thrown(settings()).kind());
    }

    @Test
    void formatIsChosenByFlagThenVariable() {
        assertEquals(OutputFormat.TABLE, settings().output());
        environment.put("LANDFALL_OUTPUT", "json");
        assertEquals(OutputFormat.JSON, settings().output());
        options.output = OutputFormat.TABLE;
        assertEquals(OutputFormat.TABLE, settings().output());
    }

    @Test
    void unknownFormatIsRefused() {
        environment.put("LANDFALL_OUTPUT", "yaml");
        var settings = settings();
        assertThrows(LandfallException.class, settings::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://x", "https://user:pw@x", "not a url", "https://", "/path", "x.example"})
    void whatIsNoServerAddressIsRefused(String text) {
        assertThrows(LandfallException.class, () -> Context.requireAddress(text));
    }

    @Test
    void plainHttpToAnotherMachineExposesTheToken() {
        options.server = "http://far.example";
        assertTrue(settings().exposesToken());
        environment.put("LANDFALL_ALLOW_HTTP", "1");
        assertFalse(settings().exposesToken());
        environment.remove("LANDFALL_ALLOW_HTTP");
        options.server = "http://127.0.0.1:7";
        assertFalse(settings().exposesToken());
    }

    @Test
    void configFileIsForTheOwnerAloneAndReplacedWhole() throws Exception {
        var path = file().path();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
        try (var files = Files.list(path.getParent())) {
            assertEquals(1, files.count());
        }
        assertFalse(file().readableByOthers());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(file().readableByOthers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]x", "{\"contexts\":{\"a\":{}}}", "{\"contexts\":{\"a\":{\"server\":\"ftp://x\"}}}"})
    void damagedConfigFileIsNamed(String text) throws Exception {
        Files.writeString(file().path(), text);
        var failure = thrown(settings());
        assertEquals(ErrorKind.INVALID, failure.kind());
        assertTrue(failure.publicMessage().contains(file().path().toString()), failure.publicMessage());
    }

    @Test
    void oversizedTokenFileIsRefused() throws Exception {
        options.tokenFile = write("big", "x".repeat(5000));
        var settings = settings();
        assertThrows(LandfallException.class, settings::token);
    }

    private static LandfallException thrown(Settings settings) {
        return assertThrows(LandfallException.class, settings::server);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(home.resolve(name), text);
    }

    private ConfigFile file() {
        return settings().file();
    }

    private Settings settings() {
        var nowhere = PrintStream.nullOutputStream();
        var stream = new PrintStream(nowhere);
        return new Settings(
                options,
                new Surroundings(
                        environment,
                        new ByteArrayInputStream(new byte[0]),
                        stream,
                        stream,
                        false,
                        false,
                        InstantSource.system(),
                        home));
    }
}
