package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What values an input takes. Written in lower case; {@code bool} is also written {@code boolean}. */
public enum InputType {
    STRING,
    NUMBER,
    BOOL,
    LIST,
    JSON,
    /** YAML as text. */
    YAML,
    /** An expression of Terraform's language as text. */
    HCL;

    /** The spellings accepted in a config. */
    static final List<String> SPELLINGS = List.of("string", "number", "bool", "boolean", "list", "json", "yaml", "hcl");

    static Optional<InputType> parse(String text) {
        return Optional.ofNullable(
                switch (text) {
                    case "string" -> STRING;
                    case "number" -> NUMBER;
                    case "bool", "boolean" -> BOOL;
                    case "list" -> LIST;
                    case "json" -> JSON;
                    case "yaml" -> YAML;
                    case "hcl" -> HCL;
                    default -> null;
                });
    }

    /** As written in a config. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
