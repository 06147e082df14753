package dev.landfall.formats.appconfig;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose cloud something is for. Written in lower case. */
public enum Cloud {
    AWS,
    AZURE,
    GCP;

    /** As written in a config. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> spellings() {
        return Arrays.stream(values()).map(Cloud::text).toList();
    }

    static Optional<Cloud> parse(String text) {
        return Arrays.stream(values())
                .filter(cloud -> cloud.text().equals(text))
                .findFirst();
    }
}
