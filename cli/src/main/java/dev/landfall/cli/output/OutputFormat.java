package dev.landfall.cli.output;

/** How replies are printed. */
public enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** The API's own JSON, indented; stable. */
    JSON
}
