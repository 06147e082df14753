package dev.landfall.formats.appconfig;

import org.jspecify.annotations.Nullable;

/** A heading under which secrets are asked for. */
public record SecretGroup(
        String name, @Nullable String displayName, @Nullable String description) {}
