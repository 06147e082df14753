package dev.landfall.functionsaws.lambda;

import dev.landfall.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log as CloudWatch wants it: one JSON object in a line, with the members {@code timestamp}, {@code level} and
 * {@code message} that Lambda's own filter of levels knows ("Configuring JSON and plain text log formats").
 */
final class JsonLog extends Formatter {

    /** Longer traces are cut; CloudWatch takes 256 KiB in an entry. */
    static final int MAX_TRACE_CHARS = 16_000;

    private static final String LEVEL = "LANDFALL_LOG_LEVEL";
    private static final Map<String, Level> LEVELS =
            Map.of("error", Level.SEVERE, "warn", Level.WARNING, "info", Level.INFO, "debug", Level.FINE);
    // kept, because the logging of the JDK forgets the level of a logger that nobody holds
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger JDK = Logger.getLogger("jdk");

    private JsonLog() {}

    /** Turns it on for this process; {@code LANDFALL_LOG_LEVEL} is {@code error}, {@code warn}, {@code info} or {@code debug}. */
    static void install(Map<String, String> environment) {
        ROOT.setLevel(LEVELS.getOrDefault(environment.getOrDefault(LEVEL, "info"), Level.INFO));
        JDK.setLevel(Level.WARNING);
        for (var handler : ROOT.getHandlers()) {
            handler.setLevel(Level.ALL);
            handler.setFormatter(new JsonLog());
        }
    }

    @Override
    public String format(LogRecord entry) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("timestamp", entry.getInstant().toString());
            json.writeStringProperty("level", level(entry.getLevel()));
            json.writeStringProperty("logger", String.valueOf(entry.getLoggerName()));
            json.writeStringProperty("message", formatMessage(entry));
            trace(entry).ifPresent(trace -> json.writeStringProperty("stackTrace", trace));
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static Optional<String> trace(LogRecord entry) {
        return Optional.ofNullable(entry.getThrown()).map(thrown -> {
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            var trace = text.toString();
            return trace.length() <= MAX_TRACE_CHARS ? trace : trace.substring(0, MAX_TRACE_CHARS);
        });
    }
}
