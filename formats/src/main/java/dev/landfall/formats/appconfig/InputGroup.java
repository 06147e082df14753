package dev.landfall.formats.appconfig;

import org.jspecify.annotations.Nullable;

/** A heading under which inputs are shown. */
public record InputGroup(
        String name, @Nullable String displayName, @Nullable String description) {}
